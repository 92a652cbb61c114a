using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Freezes;

/// <summary>What a frozen environment answers to a change.</summary>
public enum FreezeAnswer
{
    /// <summary>Not before the freeze ends.</summary>
    Refused,

    /// <summary>Yes, once a reason is given.</summary>
    ReasonNeeded,

    /// <summary>Yes; the history marks it for review.</summary>
    Exception,
}

/// <summary>
/// The exceptions from a freeze (design.md, section 4): engineers may change operational controls, and withdraw any control, with
/// a reason; what was to be withdrawn at a set time is.
/// </summary>
public static class FreezeRules
{
    /// <summary>What a frozen environment answers. Whether the actor may do it at all is not asked here.</summary>
    /// <param name="actor">Who wants it.</param>
    /// <param name="change">What is wanted.</param>
    /// <param name="purpose">The purpose of the control concerned; null when it is about none.</param>
    /// <param name="hasReason">Whether a reason is given.</param>
    public static FreezeAnswer Ask(Actor actor, Change change, Purpose? purpose, bool hasReason)
    {
        if (actor.Kind is ActorKind.Schedule && change.IsWithdrawal)
            return FreezeAnswer.Exception;
        if (actor.Kind is not ActorKind.Person || !actor.Holds(Role.Engineer))
            return FreezeAnswer.Refused;
        if (purpose is not Purpose.Operational && !change.IsWithdrawal)
            return FreezeAnswer.Refused;

        return hasReason ? FreezeAnswer.Exception : FreezeAnswer.ReasonNeeded;
    }
}
