using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Changes.Launches;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>What launches do by themselves when their time comes, and what is said when they cannot.</summary>
public abstract class DueLaunchesTests(PostgresServer? postgres) : LaunchDeskTests(postgres)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Due_Start_IsLaunchedOnBehalfOfItsOwner()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(Hour) });

        await RunAsync(after: Hour - TimeSpan.FromSeconds(1));
        Assert.Equal(LaunchStatus.Scheduled, (await LaunchAsync(launch)).Status);

        await RunAsync(after: TimeSpan.FromSeconds(1));
        Assert.Equal((LaunchStatus.Launched, OnForEveryone), ((await LaunchAsync(launch)).Status, await Portal.StateAsync("a")));
        var entry = (await Portal.EntriesAsync())[^1];
        Assert.Equal((ActorKind.Schedule, Marketing.Id, ChangeSource.Launch), (entry.ActorKind, entry.OnBehalfOf, entry.Source));
    }

    [Fact]
    public async Task Due_StartThenEnd_OpensAndGoesBack()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(Hour), End = In(2 * Hour) });

        await RunAsync(after: Hour);
        Assert.Equal(OnForEveryone, await Portal.StateAsync("a"));
        await RunAsync(after: Hour);

        Assert.Equal((LaunchStatus.Ended, ReleaseState.Closed), ((await LaunchAsync(launch)).Status, await Portal.StateAsync("a")));
    }

    [Fact]
    public async Task Due_EndAfterItsOwnerLeft_StillEnds()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(Hour), End = In(2 * Hour) });
        await RunAsync(after: Hour);
        await Portal.ApplyAsync(Administrator, new DisablePerson(Marketing.Id));

        await RunAsync(after: Hour);

        Assert.Equal((LaunchStatus.Ended, ReleaseState.Closed), ((await LaunchAsync(launch)).Status, await Portal.StateAsync("a")));
    }

    [Fact]
    public async Task Due_WithinTheGracePeriod_IsLaunched()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(Hour) });

        await RunAsync(after: Hour + TimeSpan.FromMinutes(15));

        Assert.Equal(LaunchStatus.Launched, (await LaunchAsync(launch)).Status);
    }

    [Fact]
    public async Task Due_LongerAgoThanTheGracePeriod_IsMissedAndChangesNothing()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(Hour) });

        await RunAsync(after: Hour + TimeSpan.FromMinutes(16));
        Assert.Equal((LaunchStatus.Missed, ReleaseState.Closed), ((await LaunchAsync(launch)).Status, await Portal.StateAsync("a")));

        await DoAsync(Marketing, new StartLaunch(launch));
        Assert.Equal(OnForEveryone, await Portal.StateAsync("a"));
    }

    [Fact]
    public async Task Due_StepRefused_FailsAsAWhole_AndIsLaunchedOnceItIsMended()
    {
        await Portal.AToggleAsync(key: "a");
        await Portal.AToggleAsync(key: "b");
        var launch = await AScheduledLaunchAsync(Details("a", "b") with { Start = In(Hour) });
        await Portal.ApplyAsync(Engineer, new Retire("b", NoCodeAsks: true));

        await RunAsync(after: Hour);
        var failed = await LaunchAsync(launch);
        Assert.Equal((LaunchStatus.Failed, ReleaseState.Closed), (failed.Status, await Portal.StateAsync("a")));
        Assert.Equal("b", Assert.Single(failed.Failures).Control);

        await Portal.ApplyAsync(Engineer, new RestoreControl("b"));
        await DoAsync(Marketing, new StartLaunch(launch));
        Assert.Equal((LaunchStatus.Launched, OnForEveryone), ((await LaunchAsync(launch)).Status, await Portal.StateAsync("b")));
    }

    [Fact]
    public async Task Due_SeveralAtOnce_EachStandsOrFallsByItself()
    {
        var launches = new List<Guid>();
        foreach (var key in new[] { "a", "b", "c" })
            launches.Add(await AScheduledLaunchAsync(Details(await Portal.AToggleAsync(key: key)) with { Start = In(Hour) }));
        await Portal.ApplyAsync(Engineer, new Retire("b", NoCodeAsks: true));
        var correlations = launches.ToHashSet();

        await RunAsync(after: Hour);

        var statuses = new List<LaunchStatus>();
        foreach (var launch in launches)
            statuses.Add((await LaunchAsync(launch)).Status);
        Assert.Equal([LaunchStatus.Launched, LaunchStatus.Failed, LaunchStatus.Launched], statuses);
        Assert.Equal((ReleaseState.Closed, OnForEveryone), (await Portal.StateAsync("b"), await Portal.StateAsync("c")));
        var releases = (await Portal.EntriesAsync()).Where(entry => entry.Action is nameof(ReleaseControlToEveryone)).ToList();
        Assert.Equal(2, releases.Select(entry => entry.Correlation).Distinct().Count(correlations.Contains));
        Assert.Null((await Portal.VerifyAsync()).FirstBad);
    }

    [Fact]
    public async Task Due_OwnerLostTheRole_FailsWithTheReason()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(Hour) });
        await Portal.ApplyAsync(Administrator, new SetRoles(Marketing.Id, [Role.Auditor]));

        await RunAsync(after: Hour);

        var failed = await LaunchAsync(launch);
        Assert.Equal((LaunchStatus.Failed, ReleaseState.Closed), (failed.Status, await Portal.StateAsync("a")));
        Assert.Equal(new NotAllowed(Operation.Release).Message.ToString(), Assert.Single(failed.Failures).Why.ToString());
    }

    [Fact]
    public async Task Due_ApprovalAskedForSince_FailsUntilSomebodyApproves()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(Hour) });
        await AskForApprovalAsync(ApprovalPolicy.Launches);

        await RunAsync(after: Hour);

        Assert.Equal((LaunchStatus.Failed, ReleaseState.Closed), ((await LaunchAsync(launch)).Status, await Portal.StateAsync("a")));
    }

    [Fact]
    public async Task Due_StartInAFreeze_Fails_AndSaysWhy()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(Hour) });
        await FreezeAsync();

        await RunAsync(after: Hour);

        var failed = await LaunchAsync(launch);
        Assert.Equal((LaunchStatus.Failed, ReleaseState.Closed), (failed.Status, await Portal.StateAsync("a")));
        Assert.Contains("Year-end accounts", Assert.Single(failed.Failures).Why.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Due_EndInAFreeze_Ends()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(Hour), End = In(2 * Hour) });
        await RunAsync(after: Hour);
        await FreezeAsync();

        await RunAsync(after: Hour);

        Assert.Equal((LaunchStatus.Ended, ReleaseState.Closed), ((await LaunchAsync(launch)).Status, await Portal.StateAsync("a")));
    }

    [Fact]
    public async Task Due_OnHold_DoesNothing_AndItsTimePasses()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(Hour) });
        await DoAsync(Engineer, new HoldLaunch(launch));

        await RunAsync(after: Hour);

        Assert.Equal((LaunchStatus.OnHold, ReleaseState.Closed), ((await LaunchAsync(launch)).Status, await Portal.StateAsync("a")));
        Assert.IsType<TimeHasPassed>((await TryAsync(Marketing, new ResumeLaunch(launch))).Refusal);
    }

    [Fact]
    public async Task Due_HeldInTheSameMoment_IsNotLaunched()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(Hour) });
        var seen = (await LaunchAsync(launch)).Version;
        await DoAsync(Engineer, new HoldLaunch(launch));

        var late = await Portal.Desk.ApplyAsync(new ChangeSet([new StartLaunch(launch, seen)], "Due", ChangeSource.Launch, launch), Actor.ScheduleFor(Marketing.Id));

        Assert.IsType<Stale>(late.Refusal);
        Assert.Equal((LaunchStatus.OnHold, ReleaseState.Closed), ((await LaunchAsync(launch)).Status, await Portal.StateAsync("a")));
    }

    [Fact]
    public async Task Edit_WhileScheduled_IsADraftThatNothingLaunches()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(Hour) });
        await DoAsync(Marketing, new EditLaunch(launch, Details("a") with { Name = "Another", Start = In(Hour) }));

        await RunAsync(after: Hour);

        Assert.Equal((LaunchStatus.Draft, ReleaseState.Closed), ((await LaunchAsync(launch)).Status, await Portal.StateAsync("a")));
    }

    [Fact]
    public async Task Due_Stages_OpenAtTheirTimes()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await AScheduledLaunchAsync(Details("a") with
        {
            Start = In(Hour),
            Steps = [new PlannedStep(new ReleaseControlToEveryone("a", Given.Production), [new Stage(500, Hour), new Stage(2_500, Hour)])],
        });

        var shares = new List<int?>();
        for (var stage = 0; stage < 3; stage++)
        {
            await RunAsync(after: Hour);
            shares.Add((await Portal.StateAsync("a")).Share);
        }

        Assert.Equal([500, 2_500, null], shares);
        Assert.Equal(LaunchStatus.Launched, (await LaunchAsync(launch)).Status);
    }

    [Fact]
    public async Task Request_Approved_HappensAtOnce()
    {
        await Portal.AToggleAsync(key: "a");
        await AskForApprovalAsync(ApprovalPolicy.Everything);
        var request = await AScheduledLaunchAsync(Details("a") with { IsRequest = true });
        Assert.Equal(LaunchStatus.AwaitingApproval, (await LaunchAsync(request)).Status);

        await DoAsync(Engineer, new ApproveLaunch(request));
        await RunAsync(after: TimeSpan.Zero);

        Assert.Equal((LaunchStatus.Launched, OnForEveryone), ((await LaunchAsync(request)).Status, await Portal.StateAsync("a")));
    }

    [Fact]
    public async Task Retime_NothingChangedInTheZones_WritesNothing()
    {
        await Portal.AToggleAsync(key: "a");
        await AScheduledLaunchAsync(Details("a") with { Start = In(Hour), End = In(2 * Hour) });
        var before = (await Portal.EntriesAsync()).Count;

        await Launches.RetimeAsync(CancellationToken.None);

        Assert.Equal(before, (await Portal.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Runner_ClockReachesTheTime_LaunchesWithoutBeingAsked()
    {
        await Portal.AToggleAsync(key: "a");
        await Portal.StartAsync();
        var launched = new TaskCompletionSource();
        using var subscription = Portal.Feed.Subscribe(notice =>
        {
            if (notice.Subjects.Any(subject => subject.Kind is SubjectKind.Control))
                launched.TrySetResult();
        });
        var launch = await AScheduledLaunchAsync(Details("a") with { Start = In(TimeSpan.FromSeconds(10)) });

        while (!launched.Task.IsCompleted)
        {
            Portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(launched.Task, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }

        Assert.Equal(LaunchStatus.Launched, (await LaunchAsync(launch)).Status);
    }

    private Task FreezeAsync() => Portal.ApplyAsync(
        Engineer, new DefineFreeze(Given.Production, new FreezeDetails(From: null, Portal.Clock.GetUtcNow() + (5 * Hour), "Year-end accounts")));

    private DueLaunches Launches => Portal.Services.GetRequiredService<DueLaunches>();

    private Task RunAsync(TimeSpan after)
    {
        Portal.Clock.Advance(after);
        return Launches.RunAsync(CancellationToken.None);
    }
}

public sealed class DueLaunchesOnSqliteTests() : DueLaunchesTests(postgres: null);

public sealed class DueLaunchesOnPostgreSqlTests(PostgresServer postgres) : DueLaunchesTests(postgres);
