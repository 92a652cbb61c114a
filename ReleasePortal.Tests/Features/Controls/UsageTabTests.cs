using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Controls.Single;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Controls;

/// <summary>What is said of a control's use, where it is looked for: on its tab, when it is overdue, and before it is retired.</summary>
public sealed class UsageTabTests : ControlsContext
{
    private const string Spring = "spring-storefront";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 12, 9, 30, 0, TimeSpan.Zero));

    public UsageTabTests() => Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Engineer)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task WhoeverSeesTheControl_SeesWhoAsksForIt(Role role)
    {
        await SignInAsync(role);
        await CountAsync();
        await CreateAsync(Shop.Spring);
        await SeenAsync(await AKeyAsync("Web shop"), Asking.ByName, 360);

        Assert.Equal(["Web shop asks for it by name, about 360 times a minute."], Said(OpenTab()));
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task OperationalControl_IsExactlyAsOneThatDoesNotExist(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await SeenAsync(await AKeyAsync("Web shop"), Asking.ByName, 5, "recommendations-kill-switch");

        Assert.Equal(OpenControl("never-heard-of-it", "use").Markup, OpenControl("recommendations-kill-switch", "use").Markup);
    }

    [Fact]
    public async Task NeverAskedFor_IsSaid()
    {
        await SignInAsync(Role.Marketing);
        await CountAsync();
        await CreateAsync(Shop.Spring);

        var page = OpenTab();

        Assert.Equal(["Nobody has ever asked for it by name."], Said(page));
        Assert.Empty(page.FindAll(".usage, .askers"));
    }

    [Fact]
    public async Task CountingBeganLater_ClaimsNoMore()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        _clock.Advance(TimeSpan.FromDays(10));
        await CountAsync();

        Assert.Equal(
            ["Nobody has asked for it by name since Thu 22 Oct 11:29, when the portal began to count."], Said(OpenTab()));
    }

    [Fact]
    public async Task AskedForLongAgo_SaysSinceWhenNobodyHas_AndWhoWasTheLast()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await SeenAsync(await AKeyAsync("Web shop"), Asking.ByName, 1);
        _clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(["Nobody has asked for it by name since Mon 12 Oct 11:30; the last was Web shop."], Said(OpenTab()));
    }

    [Fact]
    public async Task WhoTakesEverything_ClaimsNothing()
    {
        await SignInAsync(Role.Marketing);
        await CountAsync();
        await CreateAsync(Shop.Spring);
        await SeenAsync(await AKeyAsync("Mobile app"), Asking.WithAll, 4);
        await SeenAsync(await AKeyAsync("Search"), Asking.InProcess, 0, "");

        Assert.Equal(
            [
                "Nobody has ever asked for it by name.",
                "Mobile app takes all controls at once, so it cannot be told whether it uses this one.",
                "Search takes everything and decides by itself, so it cannot be told whether it uses this one.",
            ],
            Said(OpenTab()));
    }

    [Fact]
    public async Task BrowserThatTookEverything_MayNotHaveSeenThisOne()
    {
        await SignInAsync(Role.Engineer);
        await CountAsync();
        await CreateAsync(Shop.Spring); // browsers may not see it
        await SeenAsync(await AKeyAsync("Web page", KeyKind.Browser), Asking.WithAll, 0, "");

        Assert.Equal(["Nobody has ever asked for it by name."], Said(OpenTab()));
    }

    [Fact]
    public async Task WhoAsksByNameAsWell_IsKnownToUseIt()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        var key = await AKeyAsync("Web shop");
        await SeenAsync(key, Asking.WithAll, 4);
        await SeenAsync(key, Asking.ByName, 3);

        var page = OpenTab();

        Assert.Equal(["Web shop asks for it by name, about 3 times a minute."], Said(page));
        Assert.Equal(
            ["Asks for it by name", "Takes all controls at once"], page.FindAll(".askers [data-label=How]").Select(Markup.Words));
    }

    [Fact]
    public async Task Chart_HasItsNumbersInWordsAndAsATable()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Layout);
        var key = await AKeyAsync("Web shop");
        await SeenAsync(key, Asking.ByName, 30, "checkout-layout", "express");
        await SeenAsync(key, Asking.WithAll, 12, "checkout-layout", "classic");
        await SeenAsync(key, Asking.ByName, 1, "checkout-layout", "");

        var chart = OpenControl("checkout-layout", "use").WaitForElement("[data-use=production] .usage");

        Assert.Equal("43 answers in the last hour, at most 43 in a minute.", chart.QuerySelector("svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Equal(
            ["Classic 12", "Express 30", "No answer: the user was not named 1"], chart.QuerySelectorAll(".legend li").Select(Markup.Words));
        Assert.Equal(["11:29", "12", "30", "1"], chart.QuerySelectorAll("tbody td").Select(Markup.Words));
        Assert.Equal(3, chart.QuerySelectorAll("pattern").Select(pattern => pattern.QuerySelector(".stroke")!.GetAttribute("d")).Distinct().Count());
    }

    [Fact]
    public async Task Period_OfDays_ReachesBack()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await SeenAsync(await AKeyAsync("Web shop"), Asking.ByName, 7);
        _clock.Advance(TimeSpan.FromDays(40));
        var page = OpenTab();
        Assert.Empty(page.FindAll(".usage"));

        page.Button("Last 90 days").Click();

        Assert.Equal("7 answers in the last 90 days, at most 7 in a day.", page.WaitForElement(".usage figcaption").Words());
    }

    [Fact]
    public async Task NewCounts_AppearByThemselves()
    {
        await SignInAsync(Role.Marketing);
        await CountAsync();
        await CreateAsync(Shop.Spring);
        var page = OpenTab();
        Assert.Equal(["Nobody has ever asked for it by name."], Said(page));

        await SeenAsync(await AKeyAsync("Web shop"), Asking.ByName, 3);
        _clock.Advance(TimeSpan.FromSeconds(20));

        page.WaitForState(() => Said(page)[0].StartsWith("Web shop asks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RevokedKey_IsMarked()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        var key = await AKeyAsync("Old shop");
        await SeenAsync(key, Asking.ByName, 3);
        await ApplyAsync(Role.Administrator, new RevokeKey(key));

        Assert.Equal("Old shop key revoked", OpenTab().Find(".askers td").Words());
    }

    [Fact]
    public async Task Retire_AskedForLately_Warns()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        await SeenAsync(await AKeyAsync("Web shop"), Asking.ByName, 3);

        OpenControl(Spring, "settings").Button("Retire…").Click();

        var note = Over.WaitForElement(".portal-dialog [data-use]");
        Assert.True(note.ClassList.Contains("warns"));
        Assert.StartsWith("Production: Web shop asks for it by name", note.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retire_NobodyAsks_SaysSoWithoutAWarning()
    {
        await SignInAsync(Role.Engineer);
        await CountAsync();
        await CreateAsync(Shop.Spring);

        OpenControl(Spring, "settings").Button("Retire…").Click();

        var note = Over.WaitForElement(".portal-dialog [data-use]");
        Assert.False(note.ClassList.Contains("warns"));
        Assert.Equal("Nobody has ever asked for it by name.", note.Words());
    }

    [Fact]
    public async Task Overdue_TheTableAndThePageSayWhetherItIsAskedFor()
    {
        await SignInAsync(Role.Engineer);
        await CountAsync();
        foreach (var control in (CreateControl[])[Shop.Spring, Shop.Loyalty])
            await CreateAsync(control with { Details = control.Details with { RemoveBy = new DateOnly(2026, 10, 14) } });
        _clock.Advance(TimeSpan.FromDays(3));
        await SeenAsync(await AKeyAsync("Web shop"), Asking.ByName, 3);
        _clock.Advance(TimeSpan.FromHours(3));

        var table = OpenTable();
        table.WaitForState(() => table.Row(Spring) is not null);

        Assert.StartsWith("Asked for 3 hours ago", table.Row(Spring).On("Lifetime"), StringComparison.Ordinal);
        Assert.StartsWith("Nobody seen asking", table.Row("loyalty-banner").On("Lifetime"), StringComparison.Ordinal);
        Assert.Equal("Nobody has ever asked for it by name.", OpenControl("loyalty-banner").WaitForElement("[data-use]").Words());
    }

    private IRenderedComponent<ControlPage> OpenTab()
    {
        var page = OpenControl(Spring, "use");
        page.WaitForElement("[data-use=production]");
        return page;
    }

    /// <summary>What stands under Production.</summary>
    private static IReadOnlyList<string> Said(IRenderedComponent<ControlPage> page) =>
        [.. page.FindAll("[data-use=production] .says").Select(Markup.Words)];

    private async Task<Guid> AKeyAsync(string name, KeyKind kind = KeyKind.Server)
    {
        var key = Given.AKeyToCreate(name) with { Kind = kind, Origins = kind is KeyKind.Browser ? ["https://shop.example"] : [] };
        await ApplyAsync(Role.Administrator, key);
        return key.KeyId;
    }

    /// <summary>From now on, it is counted.</summary>
    private Task CountAsync() => WriteAsync(UseKey.Counting, 0);

    /// <summary>That application asked in the last minute.</summary>
    private Task SeenAsync(Guid key, Asking way, long count, string control = Spring, string variant = "on") =>
        WriteAsync(new UseKey(control, "production", key, way, control.Length > 0 ? variant : ""), count);

    private Task WriteAsync(UseKey use, long count) => Services.GetRequiredService<UsageStore>().WriteAsync(
        new UsageBatch(_clock.GetUtcNow().AddSeconds(-20), _clock.GetUtcNow(), [new(use, count)]), CancellationToken.None);
}
