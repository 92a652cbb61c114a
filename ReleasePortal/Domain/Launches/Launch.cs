namespace ReleasePortal.Domain.Launches;

/// <summary>
/// A named set of changes to several controls, applied together, by button or at a set time. Its mutators decide and return
/// what they did, or a refusal; <see cref="LaunchLife"/> says what is possible when.
/// </summary>
public sealed partial class Launch
{
    private readonly List<LaunchStep> _steps = [];

    // For EF Core.
    private Launch() => (Name, Notes, Environment, Area) = ("", "", "", "");

    public Guid Id { get; private set; }

    public string Name { get; private set; }

    /// <summary>Campaign notes: the reason of every step in the history.</summary>
    public string Notes { get; private set; }

    /// <summary>The environment's key.</summary>
    public string Environment { get; private set; }

    public string Area { get; private set; }

    /// <summary>The person on whose behalf it runs.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>A single change that waits for an approval, and happens as soon as it has it.</summary>
    public bool IsRequest { get; private set; }

    public LaunchStatus Status { get; private set; }

    /// <summary>What a launch on hold goes back to; null for any other.</summary>
    public LaunchStatus? HeldFrom { get; private set; }

    public DateTimeOffset? HeldAt { get; private set; }

    /// <summary>When it is to begin; null for a launch by button.</summary>
    public PlannedTime? Start { get; private set; }

    /// <summary>When every control is to go back; null for never.</summary>
    public PlannedTime? End { get; private set; }

    /// <summary>The instant of <see cref="Start"/>; for a request, of its approval.</summary>
    public DateTimeOffset? StartAt { get; private set; }

    public DateTimeOffset? EndAt { get; private set; }

    /// <summary>When the portal must do something about it next; null when nothing is to be done by itself.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When its first steps were applied; null before.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When all its steps were done, or it was ended, undone or cancelled.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Who sent it to be approved; null before.</summary>
    public Guid? SubmittedBy { get; private set; }

    public Guid? ApprovedBy { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>What the approver, or the one who turned it down, wrote.</summary>
    public string? Comment { get; private set; }

    /// <summary>Why it failed, step by step.</summary>
    public IReadOnlyList<StepFailure> Failures { get; private set; } = [];

    public DateTimeOffset ChangedAt { get; private set; }

    public Guid LastEntry { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<LaunchStep> Steps => _steps;

    /// <summary>The reason of its steps in the history: its notes, or where there are none its name.</summary>
    public string Reason => Notes.Length > 0 ? Notes : Name;

    public bool HasBegun => StartedAt is not null;

    /// <summary>Whether it may be asked for this now, whoever asks.</summary>
    public bool Allows(LaunchAct act) => LaunchLife.Allows(act, Status, HasBegun);

    private DateTimeOffset? NextInstant() => Status switch
    {
        LaunchStatus.Scheduled => StartAt,
        LaunchStatus.Running => Earlier(_steps.Min(step => step.NextStageAt), EndAt),
        LaunchStatus.Launched => EndAt,
        LaunchStatus.OnHold or LaunchStatus.Failed when HasBegun => EndAt,
        _ => null,
    };

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;
}
