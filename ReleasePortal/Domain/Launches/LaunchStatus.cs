namespace ReleasePortal.Domain.Launches;

/// <summary>Where a launch is in its life; <see cref="LaunchLife"/> says what can be done there.</summary>
public enum LaunchStatus
{
    /// <summary>Being prepared.</summary>
    Draft,

    /// <summary>Waits for another person.</summary>
    AwaitingApproval,

    /// <summary>Waits for its time, or for the button where it has none.</summary>
    Scheduled,

    /// <summary>Stopped by a person; nothing happens until it is resumed.</summary>
    OnHold,

    /// <summary>Opening in stages.</summary>
    Running,

    /// <summary>All steps are done.</summary>
    Launched,

    /// <summary>Its end has come: every control is back as it was before.</summary>
    Ended,

    /// <summary>A step was refused at its time: nothing of it was applied.</summary>
    Failed,

    /// <summary>Its time passed while the portal was away for longer than the grace period.</summary>
    Missed,

    /// <summary>Given up before it began.</summary>
    Cancelled,

    /// <summary>Taken back by a person.</summary>
    Undone,
}

/// <summary>What can be asked of a launch.</summary>
public enum LaunchAct
{
    Edit,
    Submit,
    Approve,
    Reject,
    Hold,
    Resume,
    Cancel,
    Start,
    Advance,
    End,
    Undo,
    Miss,
    Fail,
    Retime,
}
