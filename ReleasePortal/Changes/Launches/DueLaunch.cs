using ReleasePortal.Domain;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Changes.Launches;

/// <summary>
/// A launch about which something must be done now, as it was found. What is done names the version that was seen, so that a person
/// who holds it, or changes it, in the same moment is obeyed.
/// </summary>
internal sealed record DueLaunch(
    Guid Id, int Version, Guid Owner, string Reason, LaunchStatus Status, DateTimeOffset? StartAt, DateTimeOffset? StartedAt, DateTimeOffset? EndAt)
{
    /// <summary>What is to be done about it.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="grace">How late it may still begin.</param>
    public LaunchChange Act(DateTimeOffset now, TimeSpan grace) => (StartedAt, Status) switch
    {
        (null, _) when now - StartAt > grace => new MissLaunch(Id, Version),
        (null, _) => new StartLaunch(Id, Version),
        _ when EndAt <= now => new EndLaunch(Id, Version),
        _ => new AdvanceLaunch(Id, SeenVersion: Version),
    };

    /// <summary>What is recorded when that was refused; null when somebody else has done it, or stopped it, meanwhile.</summary>
    public FailLaunch? Failure(Refusal refusal) => refusal switch
    {
        NotPossibleNow or AlreadySo or Stale or Unknown => null,
        StepsRefused steps => new FailLaunch(Id, steps.Failures, Version),
        _ => new FailLaunch(Id, [new StepFailure("", refusal.Message)], Version),
    };
}
