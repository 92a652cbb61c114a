namespace ReleasePortal.Domain.Launches;

/// <summary>The state machine of a launch as one table: which act is possible in which status.</summary>
public static class LaunchLife
{
    /// <param name="act">What is asked.</param>
    /// <param name="status">Where the launch is.</param>
    /// <param name="hasBegun">Whether its first steps were applied.</param>
    public static bool Allows(LaunchAct act, LaunchStatus status, bool hasBegun) => (act, hasBegun) switch
    {
        (LaunchAct.Edit or LaunchAct.Cancel, false) => status is LaunchStatus.Draft or LaunchStatus.AwaitingApproval
            or LaunchStatus.Scheduled or LaunchStatus.OnHold or LaunchStatus.Failed or LaunchStatus.Missed,
        (LaunchAct.Submit, false) => status is LaunchStatus.Draft or LaunchStatus.Failed or LaunchStatus.Missed,
        (LaunchAct.Start, false) => status is LaunchStatus.Draft or LaunchStatus.Scheduled or LaunchStatus.OnHold
            or LaunchStatus.Failed or LaunchStatus.Missed,
        (LaunchAct.Approve or LaunchAct.Reject, false) => status is LaunchStatus.AwaitingApproval,
        (LaunchAct.Miss, false) => status is LaunchStatus.Scheduled,
        (LaunchAct.Advance, true) => status is LaunchStatus.Running or LaunchStatus.Failed,
        (LaunchAct.End or LaunchAct.Undo, true) => status is LaunchStatus.Launched or LaunchStatus.Running
            or LaunchStatus.OnHold or LaunchStatus.Failed,
        (LaunchAct.Hold, _) => status is LaunchStatus.AwaitingApproval or LaunchStatus.Scheduled or LaunchStatus.Running,
        (LaunchAct.Resume, _) => status is LaunchStatus.OnHold,
        (LaunchAct.Fail, _) => status is LaunchStatus.Scheduled or LaunchStatus.Running,
        (LaunchAct.Retime, _) => !IsOver(status),
        _ => false,
    };

    /// <summary>Nothing more will happen.</summary>
    public static bool IsOver(LaunchStatus status) => status is LaunchStatus.Ended or LaunchStatus.Cancelled or LaunchStatus.Undone;
}
