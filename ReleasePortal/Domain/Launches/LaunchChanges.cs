using ReleasePortal.Domain.Access;

namespace ReleasePortal.Domain.Launches;

/// <summary>A change of one launch: names it by id. Its entries share the launch's id as their correlation.</summary>
/// <param name="Launch">The launch's id.</param>
/// <param name="SeenVersion">The version that the person saw; null when the caller saw none.</param>
public abstract record LaunchChange(Guid Launch, int? SeenVersion) : Change
{
    public override Operation Operation => Operation.Release;

    /// <summary>The act whose rules decide; null for making a new one.</summary>
    internal virtual LaunchAct? Act => null;
}

/// <summary>A new launch under an id that the caller made, a UUIDv7.</summary>
public sealed record CreateLaunch(Guid Launch, LaunchDetails Details) : LaunchChange(Launch, SeenVersion: null);

/// <inheritdoc cref="Launches.Launch.Edit"/>
public sealed record EditLaunch(Guid Launch, LaunchDetails Details, int? SeenVersion = null) : LaunchChange(Launch, SeenVersion)
{
    internal override LaunchAct? Act => LaunchAct.Edit;
}

/// <inheritdoc cref="Launches.Launch.Submit"/>
public sealed record SubmitLaunch(Guid Launch, int? SeenVersion = null) : LaunchChange(Launch, SeenVersion)
{
    internal override LaunchAct? Act => LaunchAct.Submit;
}

/// <inheritdoc cref="Launches.Launch.Approve"/>
public sealed record ApproveLaunch(Guid Launch, string? Comment = null, int? SeenVersion = null) : LaunchChange(Launch, SeenVersion)
{
    public override Operation Operation => Operation.Approve;

    internal override LaunchAct? Act => LaunchAct.Approve;
}

/// <inheritdoc cref="Launches.Launch.Reject"/>
public sealed record RejectLaunch(Guid Launch, string? Comment, int? SeenVersion = null) : LaunchChange(Launch, SeenVersion)
{
    public override Operation Operation => Operation.Approve;

    internal override LaunchAct? Act => LaunchAct.Reject;
}

/// <inheritdoc cref="Launches.Launch.Hold"/>
public sealed record HoldLaunch(Guid Launch) : LaunchChange(Launch, SeenVersion: null)
{
    public override bool IsWithdrawal => true;

    internal override LaunchAct? Act => LaunchAct.Hold;
}

/// <inheritdoc cref="Launches.Launch.Resume"/>
public sealed record ResumeLaunch(Guid Launch, int? SeenVersion = null) : LaunchChange(Launch, SeenVersion)
{
    internal override LaunchAct? Act => LaunchAct.Resume;
}

/// <inheritdoc cref="Launches.Launch.Cancel"/>
public sealed record CancelLaunch(Guid Launch, int? SeenVersion = null) : LaunchChange(Launch, SeenVersion)
{
    public override bool IsWithdrawal => true;

    internal override LaunchAct? Act => LaunchAct.Cancel;
}

/// <summary>Applies all its steps now: by button, or by the schedule on behalf of its owner.</summary>
public sealed record StartLaunch(Guid Launch, int? SeenVersion = null) : LaunchChange(Launch, SeenVersion)
{
    internal override LaunchAct? Act => LaunchAct.Start;
}

/// <summary>Opens the next stages: those that are due, or with <paramref name="IsSkip"/> whatever comes next.</summary>
public sealed record AdvanceLaunch(Guid Launch, bool IsSkip = false, int? SeenVersion = null) : LaunchChange(Launch, SeenVersion)
{
    internal override LaunchAct? Act => LaunchAct.Advance;
}

/// <inheritdoc cref="Launches.Launch.Finish"/>
public sealed record EndLaunch(Guid Launch, int? SeenVersion = null) : LaunchChange(Launch, SeenVersion)
{
    public override bool IsWithdrawal => true;

    internal override LaunchAct? Act => LaunchAct.End;
}

/// <summary>Takes it back: each control that nobody has touched since, and of the touched ones those that are named.</summary>
/// <param name="Launch">The launch's id.</param>
/// <param name="EvenIfTouched">Keys of controls to put back although somebody has changed them since.</param>
/// <param name="SeenVersion">The version that the person saw.</param>
public sealed record UndoLaunch(Guid Launch, IReadOnlyList<string> EvenIfTouched, int? SeenVersion = null) : LaunchChange(Launch, SeenVersion)
{
    public override bool IsWithdrawal => true;

    internal override LaunchAct? Act => LaunchAct.Undo;
}

/// <summary>A change that only the portal itself makes of a launch.</summary>
public abstract record KeptLaunch(Guid Launch, int? SeenVersion) : LaunchChange(Launch, SeenVersion)
{
    public override Operation Operation => Operation.KeepLaunches;
}

/// <inheritdoc cref="Launches.Launch.Miss"/>
public sealed record MissLaunch(Guid Launch, int? SeenVersion = null) : KeptLaunch(Launch, SeenVersion)
{
    internal override LaunchAct? Act => LaunchAct.Miss;
}

/// <inheritdoc cref="Launches.Launch.Fail"/>
public sealed record FailLaunch(Guid Launch, IReadOnlyList<StepFailure> Failures, int? SeenVersion = null) : KeptLaunch(Launch, SeenVersion)
{
    internal override LaunchAct? Act => LaunchAct.Fail;
}

/// <inheritdoc cref="Launches.Launch.Retime"/>
public sealed record RetimeLaunch(Guid Launch) : KeptLaunch(Launch, SeenVersion: null)
{
    internal override LaunchAct? Act => LaunchAct.Retime;
}
