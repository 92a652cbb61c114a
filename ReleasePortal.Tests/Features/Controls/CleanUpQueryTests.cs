using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Components.CleanUp;
using ReleasePortal.Data;
using ReleasePortal.Data.Code;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Controls.CleanUp;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Controls;

/// <summary>Which controls could go, and what speaks for it, as both databases understand it.</summary>
public abstract class CleanUpQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private const string Spring = "spring-storefront";

    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    private IOptions<UsageOptions> Options => Portal.Services.GetRequiredService<IOptions<UsageOptions>>();

    private CleanUpQuery Query => new(Contexts, Options, Portal.Clock);

    [Fact]
    public async Task OpenToEveryoneOnTheLastEnvironment_IsACandidateAtOnce_AndRipeAfterAWhile()
    {
        await AToggleAsync(Spring);
        Assert.Empty((await ViewAsync()).Candidates);

        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(Spring, Given.Production), "the show opens");
        var since = Portal.Clock.GetUtcNow();
        Assert.Equal((since, false), await OnlyAsync(candidate => (candidate.OpenSince, candidate.IsRipe)));
        Assert.Equal(0, await RipeAsync(Engineer));

        Portal.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal((since, true), await OnlyAsync(candidate => (candidate.OpenSince, candidate.IsRipe)));
        Assert.Equal(1, await RipeAsync(Engineer));
    }

    [Fact]
    public async Task OpenElsewhereOrToSome_IsNoCandidate()
    {
        await AToggleAsync(Spring);
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(Spring, Given.Staging), "a test");
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(Spring, Given.Production, Share: 9_000), "a canary");
        Portal.Clock.Advance(TimeSpan.FromDays(40));

        Assert.Empty((await ViewAsync()).Candidates);
        Assert.Equal(0, await RipeAsync(Engineer));
    }

    [Fact]
    public async Task Overdue_IsRipeFromTheDayAfter()
    {
        await AToggleAsync(Spring);
        Portal.Clock.SetUtcNow(new DateTimeOffset(2026, 8, 1, 23, 59, 0, TimeSpan.Zero));
        Assert.Empty((await ViewAsync()).Candidates);

        Portal.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((true, true), await OnlyAsync(candidate => (candidate.IsOverdue, candidate.IsRipe)));
        Assert.Equal(1, await RipeAsync(Engineer));
    }

    [Fact]
    public async Task LongLivedAndRetiredOnes_AreNoCandidates()
    {
        await Portal.ApplyAsync(Engineer, new CreateControl("kill-switch", ControlKind.Toggle, Given.LongLivedDetails()));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone("kill-switch", Given.Production), "it is up");
        await AToggleAsync(Spring);
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(Spring, Given.Production), "the show opens");
        await Portal.ApplyAsync(Engineer, new Retire(Spring, NoCodeAsks: true));
        Portal.Clock.Advance(TimeSpan.FromDays(400));

        Assert.Empty((await ViewAsync()).Candidates);
        Assert.Equal(0, await RipeAsync(Engineer));
    }

    [Fact]
    public async Task NobodyAsksAnyMore_IsSaidOnlyAfterItHasBeenCountedForLongEnough()
    {
        await AToggleAsync(Spring);
        Portal.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Empty((await ViewAsync()).Candidates); // nothing was counted: nothing is known

        await SeenAsync(UseKey.Counting);
        var counting = Portal.Clock.GetUtcNow();
        Portal.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Empty((await ViewAsync()).Candidates);

        Portal.Clock.Advance(TimeSpan.FromDays(1));

        var candidate = Assert.Single((await ViewAsync()).Candidates);
        Assert.Equal((true, null, false), (candidate.IsQuiet, candidate.LastAsked, candidate.IsRipe));
        Assert.InRange(counting - candidate.KnownSince, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task AskedByName_CountsOnAnyEnvironment_AndWhoTakesAllIsCountedApart()
    {
        await OpenAsync(Spring);
        await SeenAsync(UseKey.Counting);
        Portal.Clock.Advance(TimeSpan.FromDays(40));
        var (shop, app, search, page) = (await AKeyAsync(), await AKeyAsync(), await AKeyAsync(), await AKeyAsync(KeyKind.Browser));
        await SeenAsync(new UseKey(Spring, Given.Staging, shop, Asking.ByName, Variant.On));
        await SeenAsync(UseKey.OfEverything(Given.Production, app, Asking.WithAll));
        await SeenAsync(UseKey.OfEverything(Given.Production, search, Asking.InProcess));
        await SeenAsync(UseKey.OfEverything(Given.Production, page, Asking.WithAll)); // it may not see this one

        var candidate = Assert.Single((await ViewAsync()).Candidates);
        Assert.Equal((false, 2), (candidate.IsQuiet, candidate.Takers));
        Assert.NotNull(candidate.LastAsked);
    }

    [Fact]
    public async Task OneVariantServedOnly_IsThatOfTheLastEnvironmentAndLately()
    {
        await OpenAsync(Spring);
        var shop = await AKeyAsync();
        await SeenAsync(new UseKey(Spring, Given.Production, shop, Asking.ByName, Variant.Off));
        Portal.Clock.Advance(TimeSpan.FromDays(31));
        await SeenAsync(new UseKey(Spring, Given.Production, shop, Asking.ByName, Variant.On));
        await SeenAsync(new UseKey(Spring, Given.Staging, shop, Asking.ByName, Variant.Off));
        Assert.Equal("On", await OnlyAsync(candidate => candidate.OnlyServed), ignoreCase: true);

        await SeenAsync(new UseKey(Spring, Given.Production, shop, Asking.WithAll, Variant.Off));

        Assert.Null(await OnlyAsync(candidate => candidate.OnlyServed));
    }

    [Fact]
    public async Task CodeThatNamesIt_IsCountedByRepository_AndOpened()
    {
        await OpenAsync(Spring);
        await TakeAsync("acme/shop", ["Unleash"], (Spring, [new CodePlace("a.js", 1), new CodePlace("b.js", 2)]));
        await TakeAsync("acme/mail", ["Unleash", "Split"], (Spring, [new CodePlace("m.py", 3)]));

        var view = await ViewAsync();

        Assert.Equal((3, 2), (view.Candidates[0].Places, view.Candidates[0].Repositories));
        Assert.Equal(2, view.ScannedRepositories);
        Assert.Equal(["Split: acme/mail", "Unleash: acme/mail acme/shop"], view.Toolkits.Select(toolkit => $"{toolkit.Name}: {string.Join(' ', toolkit.Repositories)}"));
        Assert.Equal(
            ["acme/mail m.py:3", "acme/shop a.js:1 b.js:2"],
            (await new CodeQuery(Contexts).FindAsync(Spring, Engineer)).Select(code => $"{code.Repository} {string.Join(' ', code.Places.Select(place => $"{place.File}:{place.Line}"))}"));
    }

    [Fact]
    public async Task Ripest_ComesFirst()
    {
        await OpenAsync("open-since-long");
        Portal.Clock.Advance(TimeSpan.FromDays(50));
        await OpenAsync("just-opened");
        await AToggleAsync("overdue-too", new DateOnly(2026, 6, 25));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone("overdue-too", Given.Production), "the show opens");
        Portal.Clock.Advance(TimeSpan.FromDays(5));

        Assert.Equal(["overdue-too", "open-since-long", "just-opened"], (await ViewAsync()).Candidates.Select(candidate => candidate.Key));
    }

    [Fact]
    public async Task WithoutOperationalSight_OperationalControlsAreNotThere()
    {
        await OpenAsync(Spring);
        await OpenAsync("internal-cache", isBusiness: false);
        await TakeAsync("acme/shop", [], ("internal-cache", [new CodePlace("a.js", 1)]));
        Portal.Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(["internal-cache", Spring], (await ViewAsync()).Candidates.Select(candidate => candidate.Key).Order(StringComparer.Ordinal));
        Assert.Equal([Spring], (await ViewAsync(Auditor)).Candidates.Select(candidate => candidate.Key));
        Assert.Empty(await new CodeQuery(Contexts).FindAsync("internal-cache", Auditor));
        foreach (var other in new[] { Marketing, Administrator, Given.SomebodyWithoutARole })
        {
            Assert.Empty((await ViewAsync(other)).Candidates);
            Assert.Empty(await new CodeQuery(Contexts).FindAsync(Spring, other));
        }
    }

    [Fact]
    public async Task RipeOnes_AreCountedForWhoMayRetireThem()
    {
        await OpenAsync(Spring);
        await OpenAsync("internal-cache", isBusiness: false);
        Portal.Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(2, await RipeAsync(Engineer));
        foreach (var other in new[] { Marketing, Auditor, Administrator, Given.SomebodyWithoutARole })
            Assert.Equal(0, await RipeAsync(other));
    }

    private Task<int> RipeAsync(Actor actor) => new RipeQuery(Contexts, Options, Portal.Clock).CountAsync(actor);

    private Task<CleanUpView> ViewAsync(Actor? actor = null) => Query.ViewAsync(actor ?? Engineer);

    private async Task<T> OnlyAsync<T>(Func<Candidate, T> fact) => fact(Assert.Single((await ViewAsync()).Candidates));

    private async Task AToggleAsync(string key, DateOnly? removeBy = null) => await Portal.ApplyAsync(
        Engineer, new CreateControl(key, ControlKind.Toggle, Given.Details() with { RemoveBy = removeBy ?? Given.InSummer }));

    private async Task OpenAsync(string key, bool isBusiness = true)
    {
        await AToggleAsync(key, new DateOnly(2099, 1, 1));
        if (isBusiness)
            await Portal.ApplyAsync(Engineer, new HandOver(key));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production), "the show opens");
    }

    private async Task<Guid> AKeyAsync(KeyKind kind = KeyKind.Server)
    {
        var key = Given.AKeyToCreate() with { Kind = kind, Origins = kind is KeyKind.Browser ? ["https://shop.example"] : [] };
        await Portal.ApplyAsync(Administrator, key);
        return key.KeyId;
    }

    private Task SeenAsync(UseKey use)
    {
        var now = Portal.Clock.GetUtcNow();
        return Portal.Services.GetRequiredService<UsageStore>().WriteAsync(new UsageBatch(now.AddSeconds(-20), now, [new(use, 0)]), TestContext.Current.CancellationToken);
    }

    private Task<CodeTaken> TakeAsync(string repository, IReadOnlyList<string> toolkits, params (string Control, CodePlace[] Places)[] found) =>
        Portal.Services.GetRequiredService<CodeStore>().TakeAsync(new CodeScan
        {
            Id = Guid.CreateVersion7(),
            Repository = repository,
            Commit = "c0ffee",
            At = Portal.Clock.GetUtcNow(),
            Toolkits = toolkits,
            References = [.. found.Select(one => new CodeReference { Control = one.Control, Count = one.Places.Length, Places = one.Places })],
        });
}

public sealed class CleanUpQueryOnSqliteTests() : CleanUpQueryTests(postgres: null);

public sealed class CleanUpQueryOnPostgreSqlTests(PostgresServer postgres) : CleanUpQueryTests(postgres);
