using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>Launches through the one door: all of their steps or none, and what a person may do with them.</summary>
public abstract class LaunchesAtTheDeskTests(PostgresServer? postgres) : LaunchDeskTests(postgres)
{
    [Fact]
    public async Task Start_AllSteps_ApplyUnderOneCorrelation()
    {
        var launch = await ALaunchAsync(await Portal.AToggleAsync(key: "a"), await Portal.AToggleAsync(key: "b"));

        var applied = await DoAsync(Marketing, new StartLaunch(launch));

        Assert.Equal([OnForEveryone, OnForEveryone], [await Portal.StateAsync("a"), await Portal.StateAsync("b")]);
        Assert.Equal(["ReleaseControlToEveryone", "ReleaseControlToEveryone", "StartLaunch"], applied.Entries.Select(entry => entry.Action));
        Assert.All(applied.Entries, entry => Assert.Equal(launch, entry.Correlation));
        Assert.Equal(LaunchStatus.Launched, (await LaunchAsync(launch)).Status);
        Assert.Null((await Portal.VerifyAsync()).FirstBad);
    }

    [Fact]
    public async Task Start_OneStepRefused_AppliesNoneAndSaysEachReason()
    {
        var launch = await ALaunchAsync(await Portal.AToggleAsync(key: "a"), await Portal.AToggleAsync(key: "b"));
        await Portal.ApplyAsync(Engineer, new Retire("b", NoCodeAsks: true));
        var before = await Portal.EntriesAsync();

        var refusal = (await TryAsync(Marketing, new StartLaunch(launch))).Refusal;

        Assert.Equal(["b"], Assert.IsType<StepsRefused>(refusal).Failures.Select(failure => failure.Control));
        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync("a"));
        Assert.Equal(before.Count, (await Portal.EntriesAsync()).Count);
        Assert.Equal(LaunchStatus.Draft, (await LaunchAsync(launch)).Status);
    }

    [Fact]
    public async Task Start_StepThatIsAlreadySo_IsRecordedAndFailsNothing()
    {
        var launch = await ALaunchAsync(await Portal.AToggleAsync(key: "a"), await Portal.AToggleAsync(key: "b"));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone("a", Given.Production));

        var applied = await DoAsync(Marketing, new StartLaunch(launch));

        Assert.Equal(["ReleaseControlToEveryone", "StartLaunch"], applied.Entries.Select(entry => entry.Action));
        Assert.Equal([StepOutcome.AlreadySo, StepOutcome.Done], (await LaunchAsync(launch)).Steps.Select(step => step.Outcome));
    }

    [Fact]
    public async Task Start_Twice_IsRefused()
    {
        var launch = await ALaunchAsync(await Portal.AToggleAsync());
        await DoAsync(Marketing, new StartLaunch(launch));

        Assert.IsType<NotPossibleNow>((await TryAsync(Marketing, new StartLaunch(launch))).Refusal);
    }

    [Fact]
    public async Task Undo_Untouched_RestoresWhatWasBefore()
    {
        await Portal.AToggleAsync(key: "a");
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone("a", Given.Production, Share: 1_000));
        var launch = await ALaunchAsync("a", await Portal.AToggleAsync(key: "b"));
        await DoAsync(Marketing, new StartLaunch(launch));

        await DoAsync(Marketing, new UndoLaunch(launch, []));

        Assert.Equal([1_000, null], [(await Portal.StateAsync("a")).Share, (await Portal.StateAsync("b")).Share]);
        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync("b"));
        Assert.Equal(LaunchStatus.Undone, (await LaunchAsync(launch)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Undo_TouchedSince_IsLeftAndNamed_UnlessThePersonChoosesIt(bool chosen)
    {
        var launch = await ALaunchAsync(await Portal.AToggleAsync(key: "a"), await Portal.AToggleAsync(key: "b", name: "The other"));
        await DoAsync(Marketing, new StartLaunch(launch));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone("b", Given.Production, Share: 500));

        var applied = await DoAsync(Marketing, new UndoLaunch(launch, chosen ? ["b"] : []));

        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync("a"));
        Assert.Equal(chosen ? null : 500, (await Portal.StateAsync("b")).Share);
        var said = (await Portal.LineAsync(applied.Entries[^1])).Plain();
        Assert.Equal(!chosen, said.Contains("except The other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stages_OpenOneAfterTheOther_AndAreUndoneAsOne()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await ALaunchAsync(new PlannedStep(
            new ReleaseControlToEveryone("a", Given.Production), [new Stage(500, TimeSpan.FromHours(1)), new Stage(2_500, TimeSpan.FromDays(1))]));

        await DoAsync(Marketing, new StartLaunch(launch));
        Assert.Equal((500, LaunchStatus.Running), ((await Portal.StateAsync("a")).Share, (await LaunchAsync(launch)).Status));
        Assert.IsType<AlreadySo>((await TryAsync(Marketing, new AdvanceLaunch(launch))).Refusal);

        Portal.Clock.Advance(TimeSpan.FromHours(1));
        await DoAsync(Marketing, new AdvanceLaunch(launch));
        Assert.Equal(2_500, (await Portal.StateAsync("a")).Share);

        await DoAsync(Marketing, new AdvanceLaunch(launch, IsSkip: true));
        Assert.Equal((OnForEveryone, LaunchStatus.Launched), (await Portal.StateAsync("a"), (await LaunchAsync(launch)).Status));

        await DoAsync(Marketing, new UndoLaunch(launch, []));
        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync("a"));
    }

    [Fact]
    public async Task Hold_WhileRunning_MovesWhatIsStillToCome()
    {
        await Portal.AToggleAsync(key: "a");
        var launch = await ALaunchAsync(new PlannedStep(new ReleaseControlToEveryone("a", Given.Production), [new Stage(500, TimeSpan.FromHours(1))]));
        await DoAsync(Marketing, new StartLaunch(launch));

        Portal.Clock.Advance(TimeSpan.FromMinutes(30));
        await DoAsync(Engineer, new HoldLaunch(launch));
        Assert.Null((await LaunchAsync(launch)).NextAt);
        Portal.Clock.Advance(TimeSpan.FromHours(5));
        await DoAsync(Marketing, new ResumeLaunch(launch));

        Assert.Equal(Portal.Clock.GetUtcNow().AddMinutes(30), (await LaunchAsync(launch)).NextAt);
    }

    [Theory]
    [InlineData(ApprovalPolicy.Launches)]
    [InlineData(ApprovalPolicy.Everything)]
    public async Task Approval_OfAnotherPerson_IsNeededAndVoidAfterAnEdit(ApprovalPolicy policy)
    {
        await AskForApprovalAsync(policy);
        var launch = await ALaunchAsync(await Portal.AToggleAsync(key: "a"));
        Assert.IsType<ApprovalNeeded>((await TryAsync(Marketing, new StartLaunch(launch))).Refusal);

        await DoAsync(Marketing, new SubmitLaunch(launch));
        Assert.Equal(LaunchStatus.AwaitingApproval, (await LaunchAsync(launch)).Status);
        Assert.IsType<OwnApproval>((await TryAsync(Marketing, new ApproveLaunch(launch))).Refusal);
        Assert.IsType<NotAllowed>((await TryAsync(Auditor, new ApproveLaunch(launch))).Refusal);
        await DoAsync(Engineer, new ApproveLaunch(launch, "Go ahead"));
        Assert.Equal(LaunchStatus.Scheduled, (await LaunchAsync(launch)).Status);

        await DoAsync(Marketing, new EditLaunch(launch, Details("a") with { Name = "Another" }));
        Assert.Equal((LaunchStatus.Draft, null), ((await LaunchAsync(launch)).Status, (await LaunchAsync(launch)).ApprovedBy));
        Assert.IsType<ApprovalNeeded>((await TryAsync(Marketing, new StartLaunch(launch))).Refusal);
    }

    [Fact]
    public async Task Release_WhereEverythingNeedsApproval_IsRefused_ButWithdrawingIsNot()
    {
        await Portal.AToggleAsync(key: "a");
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone("a", Given.Production));
        await AskForApprovalAsync(ApprovalPolicy.Everything);

        Assert.IsType<ApprovalNeeded>((await Portal.TryAsync(Marketing, new ReleaseControlToEveryone("a", Given.Production, Share: 10))).Refusal);
        Assert.True((await Portal.TryAsync(Marketing, new Withdraw("a", Given.Production))).IsSuccess);
    }

    [Fact]
    public async Task LaunchWithAnOperationalStep_IsUnknownToMarketing_WordForWord()
    {
        var launch = await ALaunchAsync(await Portal.AToggleAsync(key: "a"), await Portal.AToggleAsync(Purpose.Operational, key: "b"));
        Guid made = Guid.CreateVersion7();

        foreach (var (real, unknown) in ChangesOf(launch).Zip(ChangesOf(made)))
        {
            var aboutReal = (await TryAsync(Marketing, real)).Refusal!;
            var aboutUnknown = (await TryAsync(Marketing, unknown)).Refusal!;
            Assert.Equal(
                aboutUnknown.Message.ToString().Replace(made.ToString(), "", StringComparison.Ordinal),
                aboutReal.Message.ToString().Replace(launch.ToString(), "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Edit_ThatDropsTheOperationalStep_DoesNotTellMarketingWhatItWas()
    {
        var launch = await ALaunchAsync(await Portal.AToggleAsync(key: "a"), await Portal.AToggleAsync(Purpose.Operational, key: "b", name: "Fraud scoring"));
        await DoAsync(Engineer, new EditLaunch(launch, Details("a")));
        await DoAsync(Engineer, new SubmitLaunch(launch));

        var visible = await Portal.ReadAsync(database => database.Entries
            .Where(Visibility.EntriesVisibleTo(Marketing, database.Controls, database.LaunchSteps))
            .Where(entry => entry.SubjectId == launch)
            .ToListAsync());

        Assert.Equal(nameof(SubmitLaunch), Assert.Single(visible).Action);
        Assert.DoesNotContain("Fraud scoring", visible[0].Canonical, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_NamingWhatMarketingMayNotSee_IsAnsweredAsWhatDoesNotExist()
    {
        await Portal.AToggleAsync(Purpose.Operational, key: "secret");

        var hidden = (await TryAsync(Marketing, new CreateLaunch(Guid.CreateVersion7(), Details("secret")))).Refusal!;
        var unknown = (await TryAsync(Marketing, new CreateLaunch(Guid.CreateVersion7(), Details("no-such-key")))).Refusal!;

        Assert.Equal(unknown.Message.ToString().Replace("no-such-key", "secret", StringComparison.Ordinal), hidden.Message.ToString());
        Assert.Equal("steps.0", hidden.Field);
    }

    [Fact]
    public async Task EveryChange_OfALaunch_IsAnsweredAsTheTableSays()
    {
        await Portal.AToggleAsync(key: "a");
        await Portal.AToggleAsync(Purpose.Operational, key: "b");
        foreach (var role in AccessTable.Roles)
        {
            foreach (var (purpose, key) in new[] { (Purpose.Business, "a"), (Purpose.Operational, "b") })
            {
                foreach (var type in ChangesOf(default).Select(change => change.GetType()))
                {
                    var launch = await ALaunchAsync(key);
                    var change = ChangesOf(launch, key).Single(change => change.GetType() == type);

                    Assert.Equal((role, purpose, type, AccessTable.Answer(role, type, purpose)), (role, purpose, type, Answered((await TryAsync(Holding(role), change)).Refusal)));
                }
            }
        }
    }

    private static DeskAnswer Answered(Refusal? refusal) => refusal switch
    {
        Unknown => DeskAnswer.Unknown,
        NotAllowed => DeskAnswer.NotAllowed,
        _ => DeskAnswer.Done,
    };

    private static Actor Holding(Role? role) => role switch
    {
        Role.Marketing => Marketing,
        Role.Engineer => Engineer,
        Role.Auditor => Auditor,
        Role.Administrator => Administrator,
        _ => Given.SomebodyWithoutARole,
    };

    private static IEnumerable<LaunchChange> ChangesOf(Guid launch, string control = "a") =>
        Samples.Changes(control, id: launch).OfType<LaunchChange>().Where(change => change is not CreateLaunch);
}

public sealed class LaunchesAtTheDeskOnSqliteTests() : LaunchesAtTheDeskTests(postgres: null);

public sealed class LaunchesAtTheDeskOnPostgreSqlTests(PostgresServer postgres) : LaunchesAtTheDeskTests(postgres);
