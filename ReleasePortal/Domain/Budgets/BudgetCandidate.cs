using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Budgets;

/// <summary>Why something could go.</summary>
public enum CandidateReason
{
    /// <summary>The day has passed by which it was to be gone.</summary>
    RemoveByPassed,

    /// <summary>Everyone has it on the last environment: nobody is left for whom it decides anything.</summary>
    OpenToEveryone,

    /// <summary>It is open to the group that is full.</summary>
    OpenToTheGroup,

    /// <summary>A group to which no control is open.</summary>
    Unused,
}

/// <summary>A control or group that could go, so that there is room for another.</summary>
/// <param name="Kind">Control or group.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Reason">Why it could.</param>
/// <param name="Since">How long that has been so.</param>
/// <param name="MayRemove">Whether the actor may retire it, or remove it.</param>
public sealed record BudgetCandidate(SubjectKind Kind, string Key, string Name, CandidateReason Reason, DateTimeOffset Since, bool MayRemove);

/// <summary>Which controls and groups could go.</summary>
public static class BudgetCandidates
{
    /// <summary>As many as a refusal names.</summary>
    public const int Most = 5;

    /// <summary>Temporary controls whose day has passed, then those that have been open to everyone the longest.</summary>
    /// <param name="controls">What the actor sees of them, with their states.</param>
    /// <param name="last">The key of the environment at the end of the way; null when there is none.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="today">The day, in UTC.</param>
    public static IEnumerable<(ReleaseControl Control, BudgetCandidate Candidate)> Among(
        IEnumerable<ReleaseControl> controls, string? last, Actor actor, DateOnly today) => controls
        .Where(control => control is { RetiredAt: null, Lifetime: Lifetime.Temporary })
        .Select(control => (Control: control, Due: Due(control, last, today)))
        .Where(found => found.Due is not null)
        .OrderBy(found => found.Due!.Value.Reason).ThenBy(found => found.Due!.Value.Since).ThenBy(found => found.Control.Key, StringComparer.Ordinal)
        .Select(found => (found.Control, Of(found.Control, found.Due!.Value.Reason, found.Due.Value.Since, actor)));

    /// <summary>What is open to a group: first what should be gone by now, then what has been open the longest.</summary>
    public static IEnumerable<BudgetCandidate> OpenTo(IEnumerable<ReleaseControl> controls, string environment, Actor actor, DateOnly today) => controls
        .Select(control => control.RemoveBy < today
            ? Of(control, CandidateReason.RemoveByPassed, Beginning(control.RemoveBy.Value), actor)
            : Of(control, CandidateReason.OpenToTheGroup, control.States.First(state => state.Environment == environment).ChangedAt ?? control.ChangedAt, actor))
        .OrderBy(candidate => candidate.Reason).ThenBy(candidate => candidate.Since).ThenBy(candidate => candidate.Key, StringComparer.Ordinal);

    /// <summary>Groups that nothing is open to, the longest unchanged first.</summary>
    public static IEnumerable<BudgetCandidate> Unused(IEnumerable<AudienceGroup> groups, IReadOnlySet<string> used, Actor actor) => groups
        .Where(group => !used.Contains(group.Key))
        .OrderBy(group => group.ChangedAt).ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new BudgetCandidate(
            SubjectKind.Group, group.Key, group.Name, CandidateReason.Unused, group.ChangedAt, AccessRules.Allows(actor, Operation.DefineGroup, area: group.Area)));

    private static (CandidateReason Reason, DateTimeOffset Since)? Due(ReleaseControl control, string? last, DateOnly today)
    {
        if (control.RemoveBy < today)
            return (CandidateReason.RemoveByPassed, Beginning(control.RemoveBy.Value));

        var state = control.States.FirstOrDefault(state => state.Environment == last);
        return state is { State: { Availability: Availability.Everyone, Share: null, Serving.Variant: not null }, ChangedAt: { } at }
            ? (CandidateReason.OpenToEveryone, at)
            : null;
    }

    private static DateTimeOffset Beginning(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static BudgetCandidate Of(ReleaseControl control, CandidateReason reason, DateTimeOffset since, Actor actor) => new(
        SubjectKind.Control, control.Key, control.Name, reason, since, AccessRules.Allows(actor, Operation.MaintainControl, control.Purpose, control.Area));
}
