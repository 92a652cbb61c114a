using ReleasePortal.Domain;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Changes.Launches;

/// <summary>A launch about which something must be done now, as it was found; the desk looks at it again.</summary>
internal sealed record DueLaunch(Guid Id, Guid Owner, string Reason, LaunchStatus Status, DateTimeOffset? StartAt, DateTimeOffset? StartedAt, DateTimeOffset? EndAt)
{
    /// <summary>What is to be done about it.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="grace">How late it may still begin.</param>
    public LaunchChange Act(DateTimeOffset now, TimeSpan grace) => (StartedAt, Status) switch
    {
        (null, _) when now - StartAt > grace => new MissLaunch(Id),
        (null, _) => new StartLaunch(Id),
        _ when EndAt <= now => new EndLaunch(Id),
        _ => new AdvanceLaunch(Id),
    };

    /// <summary>What is recorded when that was refused; null when somebody else has done it, or stopped it, meanwhile.</summary>
    public FailLaunch? Failure(Refusal refusal) => refusal switch
    {
        NotPossibleNow or AlreadySo or Stale or Unknown => null,
        StepsRefused steps => new FailLaunch(Id, steps.Failures),
        _ => new FailLaunch(Id, [new StepFailure("", refusal.Message)]),
    };
}
