using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Controls.Table;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Controls;

/// <summary>The table's filters and orders, as both databases understand them.</summary>
public abstract class ControlListQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private ControlListQuery Query => new(Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>(), Portal.Clock);

    [Fact]
    public async Task Find_WithoutOperationalSight_LeavesOperationalControlsOut()
    {
        await AShopAsync();

        Assert.Equal(["gift-cards", "loyalty-banner", "spring-storefront"], await KeysAsync(new(), Marketing));
        Assert.Equal(["gift-cards", "loyalty-banner", "recommendations-kill-switch", "spring-storefront"], await KeysAsync(new(), Engineer));
        Assert.Empty(await KeysAsync(new(), Given.SomebodyWithoutARole));
        Assert.Empty(await KeysAsync(new() { Purpose = Purpose.Operational }, Marketing));
    }

    [Theory]
    [InlineData("LOYALTY", "loyalty-banner")]
    [InlineData("storefront spring", "spring-storefront")]
    [InlineData("gift-c", "gift-cards")]
    [InlineData("Größe", "gift-cards")]
    [InlineData("100%", "")]
    [InlineData("_", "")]
    [InlineData("'; DROP TABLE \"Controls\"; --", "")]
    public async Task Find_Text_IsInTheNameOrTheKey(string text, string found)
    {
        await AShopAsync();

        Assert.Equal(found, string.Join(' ', await KeysAsync(new() { Text = text }, Marketing)));
    }

    [Fact]
    public async Task Find_Availability_IsThatOfTheEnvironment()
    {
        await AShopAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone("gift-cards", "staging"));
        await Portal.ApplyAsync(Engineer, new Withdraw("gift-cards", "staging"));

        Assert.Equal(["spring-storefront"], await KeysAsync(new() { Availability = Availability.Everyone, On = "production" }, Marketing));
        Assert.Equal(["gift-cards", "loyalty-banner"], await KeysAsync(new() { Availability = Availability.Closed, On = "production" }, Marketing));
        Assert.Equal(3, (await KeysAsync(new() { Availability = Availability.Closed, On = "staging" }, Marketing)).Count);
    }

    [Theory]
    [InlineData("sale", "gift-cards spring-storefront")]
    [InlineData("sal", "")]
    [InlineData("Sale", "")]
    [InlineData("a \"b\" ü", "loyalty-banner")]
    [InlineData("50%", "gift-cards")]
    public async Task Find_Tag_IsOneWholeTag(string tag, string found)
    {
        await AShopAsync();

        Assert.Equal(found, string.Join(' ', await KeysAsync(new() { Tag = tag }, Marketing)));
    }

    [Fact]
    public async Task Find_Overdue_BeginsTheDayAfter()
    {
        await AShopAsync();
        Portal.Clock.SetUtcNow(new DateTimeOffset(2026, 8, 1, 23, 59, 0, TimeSpan.Zero));
        Assert.Empty(await KeysAsync(new() { Overdue = true }, Marketing));

        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["gift-cards", "loyalty-banner", "spring-storefront"], await KeysAsync(new() { Overdue = true }, Marketing));
    }

    [Fact]
    public async Task Find_Retired_IsAFilterOfItsOwn()
    {
        await AShopAsync();
        await Portal.ApplyAsync(Engineer, new Retire("gift-cards", NoCodeAsks: true));

        Assert.Equal(["gift-cards"], await KeysAsync(new() { Retired = true }, Marketing));
        Assert.DoesNotContain("gift-cards", await KeysAsync(new(), Marketing));
    }

    [Fact]
    public async Task Find_Owner_IsExact()
    {
        await AShopAsync();

        Assert.Equal(["gift-cards"], await KeysAsync(new() { Owner = "Checkout team" }, Marketing));
    }

    [Fact]
    public async Task Find_EveryOrder_IsFirm()
    {
        await AShopAsync();
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone("loyalty-banner", "production"));

        Assert.Equal("loyalty-banner", (await KeysAsync(new() { Order = ControlOrder.Changed, Descending = true }, Engineer))[0]);
        Assert.Equal(["loyalty-banner", "gift-cards", "spring-storefront"], await KeysAsync(new() { Order = ControlOrder.Owner }, Marketing));
        Assert.Equal("recommendations-kill-switch", (await KeysAsync(new() { Order = ControlOrder.RemoveBy }, Engineer))[^1]);
        Assert.Equal("recommendations-kill-switch", (await KeysAsync(new() { Order = ControlOrder.RemoveBy, Descending = true }, Engineer))[^1]);
        Assert.Equal((await KeysAsync(new(), Engineer)).Reverse(), await KeysAsync(new() { Descending = true }, Engineer));
    }

    [Fact]
    public async Task Read_Rows_ComeInTheOrderOfTheirIdsWithTheirStates()
    {
        await AShopAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone("spring-storefront", "production", Share: 500));
        var ids = await Query.FindAsync(new() { Descending = true }, Marketing);

        var rows = await Query.ReadAsync(ids, Marketing);

        Assert.Equal(["spring-storefront", "loyalty-banner", "gift-cards"], rows.Select(row => row.Key));
        Assert.Equal(ReleaseState.ToEveryone(Serving.Of(Variant.On), 500), rows[0].On("production"));
        Assert.Equal(ReleaseState.Closed, rows[0].On("staging"));
    }

    [Fact]
    public async Task Read_IdsOfOperationalControls_GiveNothingToMarketing()
    {
        await AShopAsync();
        var ids = await Query.FindAsync(new(), Engineer);

        Assert.DoesNotContain("recommendations-kill-switch", (await Query.ReadAsync(ids, Marketing)).Select(row => row.Key));
    }

    [Fact]
    public async Task Options_WithoutOperationalSight_NameNeitherOwnersNorTagsOfOperationalControls()
    {
        await AShopAsync();

        var options = await Query.OptionsAsync(Marketing);

        Assert.Equal(["Campaigns", "Checkout team", "Team Storefront"], options.Owners.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("on-call", options.Tags);
        Assert.Contains("on-call", (await Query.OptionsAsync(Engineer)).Tags);
    }

    private async Task AShopAsync()
    {
        await AToggleAsync("spring-storefront", "Spring storefront", "Team Storefront", "sale", "storefront");
        await AToggleAsync("loyalty-banner", "Loyalty banner", "Campaigns", "a \"b\" ü");
        await AToggleAsync("gift-cards", "Gift cards, Größe M", "Checkout team", "sale", "50%");
        await Portal.ApplyAsync(Engineer, new CreateControl("recommendations-kill-switch", ControlKind.Toggle, Given.LongLivedDetails() with
        {
            Owner = "Site reliability",
            Tags = ["on-call"],
        }));
    }

    private async Task AToggleAsync(string key, string name, string owner, params string[] tags)
    {
        await Portal.ApplyAsync(Engineer, new CreateControl(key, ControlKind.Toggle, Given.Details(name) with { Owner = owner, Tags = tags }));
        await Portal.ApplyAsync(Engineer, new HandOver(key));
    }

    private async Task<IReadOnlyList<string>> KeysAsync(ControlListFilter filter, Actor actor) =>
        [.. (await Query.ReadAsync(await Query.FindAsync(filter, actor), actor)).Select(row => row.Key)];
}

public sealed class ControlListQueryOnSqliteTests() : ControlListQueryTests(postgres: null);

public sealed class ControlListQueryOnPostgreSqlTests(PostgresServer postgres) : ControlListQueryTests(postgres);
