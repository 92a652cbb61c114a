using ReleasePortal.Components.Deployed;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launches.Single;

/// <summary>What is looked at before a launch, in the order in which the page lists it.</summary>
public enum PreflightCheck
{
    Environment,
    Controls,
    Deployed,
    Owner,
    Approval,
    Time,
    Freeze,
    Overlap,
    Budgets,
    Drift,
    RemoveBy,
}

/// <summary>One line of the preflight.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="IsOk">Whether it is as it should be; if not, the words say what to do.</param>
/// <param name="Key">The sentence: the resource <c>Preflight.{Key}</c>.</param>
/// <param name="Words">What fills it.</param>
public sealed record PreflightFinding(PreflightCheck Check, bool IsOk, string Key, params IReadOnlyList<string> Words)
{
    /// <summary>When that happened, or is to happen.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The page at which it can be mended.</summary>
    public string? Href { get; init; }
}

/// <summary>A person as the preflight asks about them.</summary>
public sealed record PreflightPerson(string Name, bool IsDisabled, Actor Actor);

/// <summary>Another launch that is still to do something to one of the same controls.</summary>
public sealed record PreflightOverlap(Guid Launch, string Name, string Control, DateTimeOffset? At);

/// <summary>What the preflight looks at, as it is now.</summary>
public sealed record PreflightFacts
{
    public required Launch Launch { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The name of the environment; null when there is none any more.</summary>
    public required string? Environment { get; init; }

    public required bool NeedsApproval { get; init; }

    /// <summary>The controls of the steps by their id, with where they stand.</summary>
    public required IReadOnlyDictionary<Guid, ReleaseControl> Controls { get; init; }

    /// <summary>Where the controls of the steps are deployed, as far as was reported.</summary>
    public DeployedView Places { get; init; } = DeployedView.Nothing;

    /// <summary>Display names of the groups that exist, by their keys.</summary>
    public required IReadOnlyDictionary<string, string> GroupNames { get; init; }

    /// <summary>Null when the person is unknown.</summary>
    public required PreflightPerson? Owner { get; init; }

    /// <summary>Null when nobody has approved it.</summary>
    public required PreflightPerson? Approver { get; init; }

    /// <summary>What freezes the environment when the launch is to begin, or now where it has no time; null when nothing does.</summary>
    public required Freeze? Freeze { get; init; }

    /// <summary>Only those that the reader may see.</summary>
    public required IReadOnlyList<PreflightOverlap> Overlaps { get; init; }

    /// <summary>How many controls may be open to one group at one time; null when there is no limit.</summary>
    public int? OpenToOneGroup { get; init; }

    /// <summary>How many are, on the launch's environment.</summary>
    public IReadOnlyDictionary<BudgetLine, int> OpenNow { get; init; } = new Dictionary<BudgetLine, int>();

    /// <summary>When somebody last wrote what is planned.</summary>
    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>Who changed a control last, by the entry of that change, as far as the reader may know.</summary>
    public required IReadOnlyDictionary<Guid, Touch> Touches { get; init; }
}

/// <summary>The rules of the preflight: pure, so that each can be tried. None of them decides; the desk does, at the time.</summary>
public static class Preflight
{
    /// <summary>Whether there is still something to look at before it happens.</summary>
    public static bool IsFor(Launch launch) => !launch.HasBegun && !LaunchLife.IsOver(launch.Status);

    /// <summary>Every check in its order: one line when all is well, else one for each thing that is not.</summary>
    public static IReadOnlyList<PreflightFinding> Check(PreflightFacts facts) =>
    [
        CheckEnvironment(facts),
        .. OrOk(Controls(facts), PreflightCheck.Controls, "Controls.Ok"),
        .. OrOk(Deployed(facts), PreflightCheck.Deployed, "Deployed.Ok"),
        .. OrOk(Owner(facts), PreflightCheck.Owner, "Owner.Ok", facts.Owner?.Name ?? ""),
        Approval(facts),
        Time(facts),
        Frozen(facts),
        .. OrOk(Overlaps(facts), PreflightCheck.Overlap, "Overlap.Ok"),
        .. OrOk(Budgets(facts), PreflightCheck.Budgets, "Budgets.Ok"),
        .. OrOk(Drift(facts), PreflightCheck.Drift, "Drift.Ok"),
        .. OrOk(RemoveBy(facts), PreflightCheck.RemoveBy, "RemoveBy.Ok"),
    ];

    private static PreflightFinding CheckEnvironment(PreflightFacts facts) => facts.Environment is { } name
        ? new(PreflightCheck.Environment, IsOk: true, "Environment.Ok", name)
        : new(PreflightCheck.Environment, IsOk: false, "Environment.Gone", facts.Launch.Environment);

    private static IEnumerable<PreflightFinding> Controls(PreflightFacts facts)
    {
        foreach (var step in facts.Launch.Steps)
        {
            var control = facts.Controls.GetValueOrDefault(step.ControlId);
            if (control is null)
                yield return new(PreflightCheck.Controls, IsOk: false, "Controls.Gone", step.ControlName);
            else if (control.RetiredAt is not null)
                yield return new(PreflightCheck.Controls, IsOk: false, "Controls.Retired", control.Name) { At = control.RetiredAt, Href = PageOf(control) };
            else if (control.Say(step.Change, CircumstancesOf(facts)).Refusal is { } refusal)
                yield return new(PreflightCheck.Controls, IsOk: false, "Controls.Refuse", control.Name, refusal.Message.ToString());
        }
    }

    // What a step closes need not be deployed.
    private static IEnumerable<PreflightFinding> Deployed(PreflightFacts facts) =>
        from step in facts.Launch.Steps
        where !step.Change.IsWithdrawal
        let control = facts.Controls.GetValueOrDefault(step.ControlId)
        where control is not null
        let place = facts.Places.Of(control.Key, facts.Launch.Environment)
        where place.IsMissing
        select new PreflightFinding(
            PreflightCheck.Deployed, IsOk: false, KeyOf(place), control.Name, facts.Environment ?? facts.Launch.Environment, place.Software, place.Running)
        {
            At = place.Since,
            Href = PageOf(control),
        };

    private static string KeyOf(Whereabouts place) => place switch
    {
        { Presence: Presence.RolledBack } => "Deployed.RolledBack",
        { Presence: Presence.Removed } => "Deployed.Removed",
        { Running.Length: > 0 } => "Deployed.Runs",
        _ => "Deployed.Not",
    };

    private static IEnumerable<PreflightFinding> Owner(PreflightFacts facts)
    {
        if (facts.Owner is not { } owner)
            return [new(PreflightCheck.Owner, IsOk: false, "Owner.Gone")];
        if (owner.IsDisabled)
            return [new(PreflightCheck.Owner, IsOk: false, "Owner.Disabled", owner.Name)];

        return facts.Controls.Values
            .Where(control => !AccessRules.Allows(owner.Actor, Operation.Release, control.Purpose, control.Area, facts.Launch.Environment))
            .Select(control => new PreflightFinding(PreflightCheck.Owner, IsOk: false, "Owner.NotAllowed", owner.Name, control.Name));
    }

    private static PreflightFinding Approval(PreflightFacts facts)
    {
        var launch = facts.Launch;
        if (!facts.NeedsApproval)
            return new(PreflightCheck.Approval, IsOk: true, "Approval.NotNeeded");
        if (launch.ApprovedBy is null)
            return new(PreflightCheck.Approval, IsOk: false, launch.Status is LaunchStatus.AwaitingApproval ? "Approval.Waiting" : "Approval.Missing");

        var stillMay = facts.Approver is { IsDisabled: false } approver && facts.Controls.Values.All(control =>
            AccessRules.Allows(approver.Actor, Operation.Approve, control.Purpose, control.Area, launch.Environment));
        return new(PreflightCheck.Approval, stillMay, stillMay ? "Approval.Ok" : "Approval.Invalid", facts.Approver?.Name ?? "") { At = launch.ApprovedAt };
    }

    private static PreflightFinding Time(PreflightFacts facts)
    {
        var launch = facts.Launch;
        if (launch.EndAt <= facts.Now)
            return new(PreflightCheck.Time, IsOk: false, "Time.EndPassed") { At = launch.EndAt };
        if (launch.Start is null)
            return new(PreflightCheck.Time, IsOk: true, launch.IsRequest ? "Time.Request" : "Time.Button");

        var isAhead = launch.StartAt > facts.Now;
        return new(PreflightCheck.Time, isAhead, isAhead ? "Time.Ok" : "Time.Passed") { At = launch.StartAt };
    }

    // Whether an exception is made, for an engineer's own operational launch, is the desk's to say.
    private static PreflightFinding Frozen(PreflightFacts facts) => facts.Freeze is { } freeze
        ? new(PreflightCheck.Freeze, IsOk: false, "Freeze.Frozen", facts.Environment ?? facts.Launch.Environment, freeze.Reason) { At = freeze.Until }
        : new(PreflightCheck.Freeze, IsOk: true, "Freeze.Ok");

    private static IEnumerable<PreflightFinding> Overlaps(PreflightFacts facts) => facts.Overlaps.Select(other =>
        new PreflightFinding(PreflightCheck.Overlap, IsOk: false, "Overlap.Other", other.Name, other.Control)
        {
            At = other.At,
            Href = $"/launches/{other.Launch}",
        });

    private static IEnumerable<PreflightFinding> Budgets(PreflightFacts facts)
    {
        var (environment, tally) = (facts.Launch.Environment, new BudgetTally());
        foreach (var step in facts.Launch.Steps)
        {
            if (facts.Controls.GetValueOrDefault(step.ControlId) is { RetiredAt: null } control
                && control.StateAfter(step.Change, CircumstancesOf(facts)).TryGet(out var after, out _))
                tally.Take(
                    [.. BudgetUse.Of(control.Purpose, environment, control.StateOn(environment))],
                    [.. BudgetUse.Of(control.Purpose, environment, after)],
                    step.Change.IsWithdrawal);
        }

        return tally.Grown
            .Select(use => use with { Count = use.Count + facts.OpenNow.GetValueOrDefault(use.Line) })
            .Where(use => use.Count > facts.OpenToOneGroup)
            .Select(use => new PreflightFinding(
                PreflightCheck.Budgets,
                IsOk: false,
                "Budgets.Exceeded",
                facts.GroupNames.GetValueOrDefault(use.Line.Of, use.Line.Of),
                Said(use.Count),
                Said(facts.OpenToOneGroup ?? 0))
            {
                Href = "/audiences/" + use.Line.Of,
            });
    }

    private static IEnumerable<PreflightFinding> Drift(PreflightFacts facts)
    {
        foreach (var step in facts.Launch.Steps)
        {
            if (facts.Controls.GetValueOrDefault(step.ControlId) is not { RetiredAt: null } control)
                continue;

            var state = control.States.FirstOrDefault(known => known.Environment == facts.Launch.Environment);
            if (control.StateAfter(step.Change, CircumstancesOf(facts)).Value == (state?.State ?? ReleaseState.Closed))
                yield return new(PreflightCheck.Drift, IsOk: false, "Drift.AlreadySo", control.Name);
            else if (state is { ChangedAt: { } at, LastEntry: { } entry } && at > facts.PlannedAt)
                yield return facts.Touches.TryGetValue(entry, out var touch)
                    ? new(PreflightCheck.Drift, IsOk: false, "Drift.ChangedBy", control.Name, touch.Who) { At = touch.At, Href = PageOf(control) }
                    : new(PreflightCheck.Drift, IsOk: false, "Drift.Changed", control.Name) { At = at, Href = PageOf(control) };
        }
    }

    private static IEnumerable<PreflightFinding> RemoveBy(PreflightFacts facts)
    {
        var last = new[] { facts.Now, facts.Launch.StartAt ?? facts.Now, facts.Launch.EndAt ?? facts.Now }.Max();
        var day = DateOnly.FromDateTime(last.UtcDateTime);
        return facts.Controls.Values
            .Where(control => control.RemoveBy < day)
            .OrderBy(control => control.Name, StringComparer.CurrentCulture)
            .Select(control => new PreflightFinding(PreflightCheck.RemoveBy, IsOk: false, "RemoveBy.Before", control.Name, Said(control.RemoveBy!.Value))
            {
                Href = PageOf(control),
            });
    }

    private static Circumstances CircumstancesOf(PreflightFacts facts) =>
        new(facts.Owner?.Actor ?? Actor.Nobody, facts.Now, Guid.Empty, facts.Environment ?? "", facts.GroupNames);

    private static string Said(DateOnly day) => day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.CurrentCulture);

    private static string Said(int number) => number.ToString("N0", System.Globalization.CultureInfo.CurrentCulture);

    private static string PageOf(ReleaseControl control) => "/controls/" + control.Key;

    private static IEnumerable<PreflightFinding> OrOk(
        IEnumerable<PreflightFinding> problems, PreflightCheck check, string key, params IReadOnlyList<string> words)
    {
        var found = problems.ToList();
        return found.Count > 0 ? found : [new PreflightFinding(check, IsOk: true, key, words)];
    }
}
