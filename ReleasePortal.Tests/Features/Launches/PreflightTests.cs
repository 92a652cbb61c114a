using ReleasePortal.Components.Deployed;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Features.Launches.Single;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Launches;

/// <summary>The rules of the preflight, each on its own.</summary>
public class PreflightTests
{
    private const string Key = "spring-storefront";

    [Fact]
    public void NothingInTheWay_EveryCheckIsInOrder() =>
        Assert.Equal(
            ["Environment.Ok", "Controls.Ok", "Deployed.Ok", "Owner.Ok", "Approval.NotNeeded", "Time.Button", "Freeze.Ok", "Overlap.Ok", "Budgets.Ok", "Drift.Ok", "RemoveBy.Ok"],
            Preflight.Check(Facts(Given.ABusinessToggle())).Select(finding => finding.Key));

    [Fact]
    public void Environment_Gone_NeedsAttention() => AssertOpen("Environment.Gone", Facts(Given.ABusinessToggle()) with { Environment = null });

    [Fact]
    public void Control_Retired_NeedsAttention() => AssertOpen("Controls.Retired", Facts(Given.ABusinessToggle(), control => control.Retired()));

    [Theory]
    [InlineData(Presence.NotDeployed, "", "Deployed.Not")]
    [InlineData(Presence.NotDeployed, "2.13.0", "Deployed.Runs")]
    [InlineData(Presence.NoLonger, "2.15.0", "Deployed.Runs")]
    [InlineData(Presence.RolledBack, "2.13.0", "Deployed.RolledBack")]
    [InlineData(Presence.Removed, "", "Deployed.Removed")]
    [InlineData(Presence.Deployed, "2.14.0", null)]
    [InlineData(Presence.Unknown, "", null)]
    public void Control_NotCarriedByWhatRuns_NeedsAttention(Presence presence, string running, string? key) =>
        AssertOpen(key, Facts(Given.ABusinessToggle()) with { Places = Places(presence, running) });

    [Fact]
    public void Control_NotCarriedByWhatRuns_IsAllTheSameToAStepThatCloses()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone();

        AssertOpen(key: null, Facts(control, launch: ALaunch(control, new Withdraw(Key, Given.Production))) with { Places = Places(Presence.RolledBack, "2.13.0") });
    }

    [Fact]
    public void Control_Gone_NeedsAttention() =>
        AssertOpen("Controls.Gone", Facts(Given.ABusinessToggle()) with { Controls = new Dictionary<Guid, ReleaseControl>() });

    [Fact]
    public void Step_ForAGroupThatIsGone_NeedsAttention()
    {
        var control = Given.ABusinessToggle();
        var launch = ALaunch(control, new ReleaseToGroups(Key, Given.Production, [new(Given.EarlyAccess, Serving.Of(Variant.On))]));

        AssertOpen("Controls.Refuse", Facts(control, launch: launch) with { GroupNames = new Dictionary<string, string>() });
    }

    [Theory]
    [InlineData(true, Role.Marketing, "Owner.Disabled")]
    [InlineData(false, Role.Auditor, "Owner.NotAllowed")]
    [InlineData(false, Role.Marketing, null)]
    public void Owner_MustStillBeAbleToDoThis(bool isDisabled, Role role, string? open) => AssertOpen(
        open, Facts(Given.ABusinessToggle()) with { Owner = new PreflightPerson("Maria", isDisabled, Given.APerson("Maria", role)) });

    [Fact]
    public void Owner_OfMarketing_WhenAControlWasTakenBack_NeedsAttention() => AssertOpen("Owner.NotAllowed", Facts(Given.AnOperationalToggle()));

    [Fact]
    public void Approval_NeededAndNotGiven_NeedsAttention() =>
        AssertOpen("Approval.Missing", Facts(Given.ABusinessToggle()) with { NeedsApproval = true });

    [Theory]
    [InlineData(false, Role.Engineer, null)]
    [InlineData(true, Role.Engineer, "Approval.Invalid")]
    [InlineData(false, Role.Auditor, "Approval.Invalid")]
    public void Approval_Given_CountsWhileTheApproverMayApprove(bool isDisabled, Role role, string? open)
    {
        var control = Given.ABusinessToggle();
        var launch = ALaunch(control);
        launch.Submit(approvalNeeded: true, seenVersion: null, Given.Circumstances(Given.Marketing)).OrThrow();
        launch.Approve("Go", seenVersion: null, Given.Circumstances(Given.AnEngineer)).OrThrow();

        AssertOpen(open, Facts(control, launch: launch) with { NeedsApproval = true, Approver = new PreflightPerson("Erik", isDisabled, Given.APerson("Erik", role)) });
    }

    [Fact]
    public void Time_Passed_NeedsAttention()
    {
        var control = Given.ABusinessToggle();
        var launch = ALaunch(control, start: In(TimeSpan.FromHours(1)));

        AssertOpen(null, Facts(control, launch: launch));
        AssertOpen("Time.Passed", Facts(control, launch: launch) with { Now = Given.Now.AddHours(2) });
    }

    [Fact]
    public void Time_EndPassed_NeedsAttention()
    {
        var control = Given.ABusinessToggle();

        AssertOpen("Time.EndPassed", Facts(control, launch: ALaunch(control, end: In(TimeSpan.FromHours(1)))) with { Now = Given.Now.AddHours(2) });
    }

    [Fact]
    public void Freeze_AtItsTime_SaysWhyAndUntilWhen()
    {
        var details = new FreezeDetails(Given.Now, Given.Now.AddDays(2), "Stocktaking");
        var freeze = Freeze.Define(Guid.CreateVersion7(), Given.Production, details, Given.Circumstances()).OrThrow();

        var finding = AssertOpen("Freeze.Frozen", Facts(Given.ABusinessToggle()) with { Freeze = freeze })!;
        Assert.Equal(["Production", "Stocktaking"], finding.Words);
        Assert.Equal(Given.Now.AddDays(2), finding.At);
    }

    [Fact]
    public void Overlap_IsNamedWithItsControl()
    {
        var other = new PreflightOverlap(Guid.CreateVersion7(), "Black Friday", "Spring storefront", Given.Now.AddDays(1));

        var finding = AssertOpen("Overlap.Other", Facts(Given.ABusinessToggle()) with { Overlaps = [other] });
        Assert.Equal(["Black Friday", "Spring storefront"], finding!.Words);
        Assert.Equal($"/launches/{other.Launch}", finding.Href);
    }

    [Fact]
    public void Drift_AlreadySo_NeedsAttention() => AssertOpen("Drift.AlreadySo", Facts(Given.ABusinessToggle(), control => control.ReleasedToEveryone()));

    [Fact]
    public void Drift_ChangedSinceItWasPlanned_SaysByWhom()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone(share: 500);
        var facts = Facts(control) with
        {
            PlannedAt = Given.Now.AddHours(-1),
            Touches = new Dictionary<Guid, Touch> { [control.LastEntryOn(Given.Production)!.Value] = new("Erik", Given.Now) },
        };

        Assert.Equal(["Spring storefront", "Erik"], AssertOpen("Drift.ChangedBy", facts)!.Words);
        AssertOpen("Drift.Changed", facts with { Touches = new Dictionary<Guid, Touch>() });
        AssertOpen(null, facts with { PlannedAt = Given.Now });
    }

    [Fact]
    public void RemoveBy_BeforeTheEnd_NeedsAttention()
    {
        var control = Given.ABusinessToggle(); // to be removed by the first of August
        var after = In(Given.InSummer.ToDateTime(TimeOnly.MinValue) - Given.Now.DateTime + TimeSpan.FromDays(1));

        AssertOpen("RemoveBy.Before", Facts(control, launch: ALaunch(control, end: after)));
        AssertOpen("RemoveBy.Before", Facts(control, launch: ALaunch(control, start: after)));
        AssertOpen("RemoveBy.Before", Facts(control) with { Now = Given.Now.AddYears(1) });
    }

    [Theory]
    [InlineData(0, 1, null)]
    [InlineData(1, 1, "Budgets.Exceeded")]
    [InlineData(1, 2, null)]
    [InlineData(5, null, null)]
    public void Budget_OfAGroup_IsHeldAgainstWhatWouldBeOpen(int openNow, int? limit, string? open)
    {
        var control = Given.ABusinessToggle();
        var launch = ALaunch(control, new ReleaseToGroups(Key, Given.Production, [new(Given.EarlyAccess, Serving.Of(Variant.On))]));
        var facts = Facts(control, launch: launch) with
        {
            OpenToOneGroup = limit,
            OpenNow = new Dictionary<BudgetLine, int> { [new(Budget.OpenToOneGroup, Given.EarlyAccess, Given.Production, Purpose.Business)] = openNow },
        };

        AssertOpen(open, facts);
    }

    [Fact]
    public void Budget_OfAGroupThatItIsOpenToAlready_IsNotExceeded()
    {
        var control = Given.ABusinessToggle().ReleasedTo(Given.EarlyAccess);
        var launch = ALaunch(control, new ReleaseToGroups(Key, Given.Production, [new(Given.Staff, Serving.Of(Variant.On)), new(Given.EarlyAccess, Serving.Of(Variant.On))]));

        AssertOpen(null, Facts(control, launch: launch) with
        {
            OpenToOneGroup = 1,
            OpenNow = new Dictionary<BudgetLine, int> { [new(Budget.OpenToOneGroup, Given.EarlyAccess, Given.Production, Purpose.Business)] = 3 },
            PlannedAt = Given.Now.AddDays(1),
        });
    }

    private static DeployedView Places(Presence presence, string running) =>
        new([new Whereabouts(Key, Given.Production, presence) { Software = "checkout", Running = running }]);

    private static WantedTime In(TimeSpan time) => new((Given.Now + time).UtcDateTime, "UTC");

    private static PreflightFinding? AssertOpen(string? key, PreflightFacts facts)
    {
        var open = Preflight.Check(facts).Where(finding => !finding.IsOk).ToList();
        Assert.Equal(key is null ? [] : [key], open.Select(finding => finding.Key));
        return open.SingleOrDefault();
    }

    private static Launch ALaunch(ReleaseControl control, StateChange? change = null, WantedTime? start = null, WantedTime? end = null)
    {
        var step = PlannedStep.AtOnce(change ?? new ReleaseControlToEveryone(Key, Given.Production));
        var details = new LaunchDetails { Name = "Trade show", Environment = Given.Production, Steps = [step], Start = start, End = end };
        var said = control.Say(step.Change, Given.Circumstances()).OrThrow();
        return Launch.Create(Guid.CreateVersion7(), details, [new StepSubject(control, said)], Given.Circumstances(Given.Marketing));
    }

    private static PreflightFacts Facts(ReleaseControl control, Action<ReleaseControl>? then = null, Launch? launch = null)
    {
        launch ??= ALaunch(control);
        then?.Invoke(control);
        return new PreflightFacts
        {
            Launch = launch,
            Now = Given.Now,
            Environment = "Production",
            NeedsApproval = false,
            Controls = new Dictionary<Guid, ReleaseControl> { [control.Id] = control },
            GroupNames = Given.GroupNames,
            Owner = new PreflightPerson("Maria", IsDisabled: false, Given.Marketing),
            Approver = null,
            Freeze = null,
            Overlaps = [],
            PlannedAt = Given.Now,
            Touches = new Dictionary<Guid, Touch>(),
        };
    }
}
