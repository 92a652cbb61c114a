using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components.LeadTimes;
using ReleasePortal.Data;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Features.Deployments;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Components;

/// <summary>Lead times and what else the query tells, against lists that the test keeps of what it did, on both databases.</summary>
public abstract class ReleaseTimingQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private static readonly string[] Controls = ["a", "b", "c", "d"], Places = [Given.Staging, Given.Production], Software = ["shop", "till"];

    private readonly List<Installed> _installed = [];
    private readonly List<Turned> _turned = [];
    private readonly List<HandedOver> _handedOver = [];

    private sealed record Installed(string Software, string On, DateTimeOffset At, IReadOnlySet<string> Controls, bool IsRemoval);

    private sealed record Turned(string Control, string On, DateTimeOffset At, bool IsOpen);

    private sealed record HandedOver(string Control, DateTimeOffset At, Purpose Purpose);

    private DeploymentStore Store => Portal.Services.GetRequiredService<DeploymentStore>();

    private ReleaseTimingQuery Query => new(Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>());

    private DateTimeOffset Now => Portal.Clock.GetUtcNow();

    private TimingScope Always => new(Given.Now.AddYears(-1), Given.Now.AddYears(1));

    [Fact]
    public async Task ReleasedThreeDaysAfterItCame_OutsideADeployment()
    {
        var key = await Portal.AToggleAsync();
        await Store.DeployAsync("checkout", "1.0.0", Now, [key]);
        await Store.DeployAsync("checkout", "1.1.0", Now.AddDays(-1), [key]); // reported late
        Portal.Clock.Advance(TimeSpan.FromDays(2));
        var entry = (await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production))).Entries[0];

        var timing = await Query.ReadAsync(Always, Marketing);

        Assert.Equal([new TimedRelease(entry.Id, key, Given.Production, entry.At, Given.Now.AddDays(-1), IsOutside: true)], timing.Releases);
        Assert.Equal((TimeSpan.FromDays(3), 0, 1), (timing.LeadTimes()!.Median, timing.Unknown, timing.Outside));
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public async Task ADeploymentWithinTheHourBefore_OfAnyVersionOfWhatCarriesIt(int minutes, bool isOutside)
    {
        var key = await Portal.AToggleAsync();
        await Store.DeployAsync("checkout", "1.0.0", Now.AddDays(-9), [key]);
        await Store.DeployAsync("checkout", "1.1.0", Now, []);
        Portal.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await Store.DeployAsync("other", "1.1.0", Now, []);
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production));

        Assert.Equal(isOutside, Assert.Single((await Query.ReadAsync(Always, Engineer)).Releases).IsOutside);
    }

    [Fact]
    public async Task WhatAVersionCarries_ToldLater_CountsFromWhenItWasInstalled()
    {
        var key = await Portal.AToggleAsync();
        await Store.DeployAsync("checkout", "1.0.0", Now.AddDays(-4), controls: null);
        await Store.DeployAsync("checkout", "1.0.0", Now, [key], Given.Staging);
        Portal.Clock.Advance(TimeSpan.FromHours(2));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Staging));

        var timing = await Query.ReadAsync(Always, Engineer);

        Assert.Equal([TimeSpan.FromHours(98), TimeSpan.FromHours(2)], timing.Releases.Select(release => release.LeadTime));
    }

    [Fact]
    public async Task WithdrawnAndWidened_AreNoReleases_ReleasedAgainIs()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production, Share: 100));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        var withdrawn = (await Portal.ApplyAsync(Marketing, new Withdraw(key, Given.Production))).Entries[0];
        await Portal.ApplyAsync(Marketing, new Undo(key, Given.Production, withdrawn.Id));

        var timing = await Query.ReadAsync(Always, Marketing);

        Assert.Equal((2, 2, null), (timing.Releases.Count, timing.Unknown, timing.LeadTimes()));
    }

    [Fact]
    public async Task WhoMaySeeNoDeployments_IsToldOfNothing()
    {
        var key = await Portal.AToggleAsync();
        await Store.DeployAsync("checkout", "1.0.0", Now, [key]);
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        Assert.Same(ReleaseTiming.None, await Query.ReadAsync(Always, Administrator));
    }

    [Fact]
    public async Task ALifeAtRandom_EveryCountIsThatOfTheLists()
    {
        await LiveAsync(new Random(20261123), acts: 260);

        Assert.InRange(_turned.Count, 40, 260); // or too little was released for the test to mean anything
        TimingScope[] scopes =
        [
            Always,
            Always with { Environment = Given.Production },
            Always with { Software = "till" },
            Always with { Control = "b" },
            Always with { From = Given.Now.AddDays(5), Until = Given.Now.AddDays(11), Environment = Given.Staging },
            Always with { From = Given.Now.AddDays(3), Software = "shop", Control = "c", Environment = Given.Production },
        ];
        foreach (var scope in scopes)
        {
            foreach (var reader in new[] { Engineer, Auditor, Marketing })
            {
                var timing = await Query.ReadAsync(scope, reader);
                var seesAll = reader != Marketing;

                Assert.Equal(
                    Naive(scope, seesAll),
                    timing.Releases.Select(release => (release.Control, release.Environment, release.At, release.DeployedAt, release.IsOutside)));
                Assert.Equal(NaiveCounts(scope, seesAll), (timing.Deployments, timing.CarryingClosed));
            }
        }
    }

    private async Task LiveAsync(Random random, int acts)
    {
        foreach (var control in Controls)
        {
            await Portal.ApplyAsync(Engineer, new CreateControl(control, ControlKind.Toggle, Given.Details(control)));
            _handedOver.Add(new(control, Now, Purpose.Operational));
        }

        for (var act = 0; act < acts; act++)
        {
            Portal.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 180)));
            var (control, place) = (Controls[random.Next(Controls.Length)], Places[random.Next(Places.Length)]);
            switch (random.Next(8))
            {
                case 0:
                    await HandOverAsync(control);
                    break;
                case < 4:
                    await DeployAsync(random, act, place);
                    break;
                case < 7:
                    await TurnAsync(new ReleaseControlToEveryone(control, place), isOpen: true);
                    break;
                default:
                    await TurnAsync(new Withdraw(control, place), isOpen: false);
                    break;
            }
        }
    }

    private async Task HandOverAsync(string control)
    {
        var purpose = PurposeAt(control, Now) is Purpose.Operational ? Purpose.Business : Purpose.Operational;
        await Portal.ApplyAsync(Engineer, purpose is Purpose.Business ? new HandOver(control) : new TakeBack(control));
        _handedOver.Add(new(control, Now, purpose));
    }

    private async Task DeployAsync(Random random, int number, string place)
    {
        var software = Software[random.Next(Software.Length)];
        var isRemoval = random.Next(8) is 0;
        var at = random.Next(5) is 0 ? Now.AddMinutes(-random.Next(3_000)) : Now;
        string[] carried = [.. Controls.Append("not-there").Where(_ => random.Next(3) is 0)];
        await Store.DeployAsync(software, $"1.{number}", at, carried, place, isRemoval ? DeploymentKind.Removed : DeploymentKind.Upgraded);
        _installed.Add(new(software, place, at, carried.ToHashSet(StringComparer.Ordinal), isRemoval));
    }

    private async Task TurnAsync(StateChange change, bool isOpen)
    {
        var result = await Portal.TryAsync(Engineer, change, "why not");
        if (result.TryGet(out _, out var refusal))
            _turned.Add(new(change.Control, change.On, Now, isOpen));
        else
            Assert.IsType<AlreadySo>(refusal);
    }

    private Purpose PurposeAt(string control, DateTimeOffset at) => _handedOver.Last(one => one.Control == control && one.At <= at).Purpose;

    private bool IsKnown(string control, bool seesAll) => Controls.Contains(control) && (seesAll || PurposeAt(control, DateTimeOffset.MaxValue) is Purpose.Business);

    private IEnumerable<Installed> Visible(TimingScope scope, bool seesAll) => _installed.Where(one =>
        !one.IsRemoval
        && (scope.Environment is null || one.On == scope.Environment)
        && (scope.Software is null || one.Software == scope.Software)
        && (seesAll || one.Controls.Any(control => IsKnown(control, seesAll))));

    private IEnumerable<(string Control, string On, DateTimeOffset At, DateTimeOffset? DeployedAt, bool IsOutside)> Naive(TimingScope scope, bool seesAll) =>
        from turned in _turned
        where turned.IsOpen && turned.At >= scope.From && turned.At < scope.Until
        where (scope.Environment is null || turned.On == scope.Environment) && (scope.Control is null || turned.Control == scope.Control)
        where IsKnown(turned.Control, seesAll) && (seesAll || PurposeAt(turned.Control, turned.At) is Purpose.Business)
        where scope.Software is null || _installed.Exists(one => one.Software == scope.Software && one.Controls.Contains(turned.Control))
        let here = Visible(scope, seesAll).Where(one => one.On == turned.On).ToList()
        let before = here.Where(one => one.Controls.Contains(turned.Control) && one.At <= turned.At).ToList()
        let carriers = here.Where(one => one.Controls.Contains(turned.Control)).Select(one => one.Software).ToHashSet(StringComparer.Ordinal)
        let near = here.Exists(one => carriers.Contains(one.Software) && one.At <= turned.At && turned.At - one.At <= TimeSpan.FromHours(1))
        select (turned.Control, turned.On, turned.At, before.Min(one => (DateTimeOffset?)one.At), !near);

    private (int Deployments, int CarryingClosed) NaiveCounts(TimingScope scope, bool seesAll)
    {
        var told = Visible(scope, seesAll)
            .Where(one => one.At >= scope.From && one.At < scope.Until)
            .Select(one => one.Controls
                .Where(control => (scope.Control ?? control) == control && IsKnown(control, seesAll))
                .Where(control => seesAll || (_handedOver.Exists(other => other.Control == control && other.At <= one.At) && PurposeAt(control, one.At) is Purpose.Business))
                .Select(control => _turned.LastOrDefault(turned => (turned.Control, turned.On) == (control, one.On) && turned.At <= one.At) is { IsOpen: true })
                .ToList())
            .Where(open => open.Count > 0)
            .ToList();
        return (told.Count, told.Count(open => open.Contains(false)));
    }
}

public sealed class ReleaseTimingQueryOnSqliteTests() : ReleaseTimingQueryTests(postgres: null);

public sealed class ReleaseTimingQueryOnPostgreSqlTests(PostgresServer postgres) : ReleaseTimingQueryTests(postgres);
