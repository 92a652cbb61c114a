using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launches.Single;

/// <summary>One launch with what its page says about it.</summary>
public sealed record LaunchView
{
    public required Launch Launch { get; init; }

    /// <summary>Operational as soon as one of its controls is.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>The owner's name.</summary>
    public required string Owner { get; init; }

    /// <summary>The name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Whether it needs another person's approval there.</summary>
    public required bool NeedsApproval { get; init; }

    /// <summary>Keys of the controls that the reader has a page for.</summary>
    public required IReadOnlySet<string> Controls { get; init; }

    /// <summary>Who asked for it to be approved, and who answered; empty while nobody has asked.</summary>
    public required IReadOnlyList<EntryLine> Approvals { get; init; }

    /// <summary>What was done for it, the newest first, as far as the reader may read it.</summary>
    public required IReadOnlyList<EntryLine> Done { get; init; }

    /// <summary>What this person may ask of it now; whether it can be done is the desk's to say.</summary>
    public bool Offers(LaunchAct act, Actor actor)
    {
        if (!Launch.Allows(act))
            return false;

        return act switch
        {
            LaunchAct.Approve or LaunchAct.Reject =>
                AccessRules.Allows(actor, Operation.Approve, Purpose, Launch.Area, Launch.Environment)
                && actor.Id != Launch.OwnerId && actor.Id != Launch.SubmittedBy,
            LaunchAct.Start => MayRelease(actor) && !(NeedsApproval && Launch.ApprovedBy is null),
            LaunchAct.Advance => MayRelease(actor) && Launch.Steps.Any(step => step.NextStageAt is not null),
            _ => MayRelease(actor),
        };
    }

    private bool MayRelease(Actor actor) => AccessRules.Allows(actor, Operation.Release, Purpose, Launch.Area, Launch.Environment);
}
