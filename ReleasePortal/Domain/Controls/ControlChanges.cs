using ReleasePortal.Domain.Access;

namespace ReleasePortal.Domain.Controls;

/// <summary>A change of one control: names it by key and the version that the person saw.</summary>
/// <param name="Control">The control's key.</param>
/// <param name="SeenVersion">Of the state, or for changes of the definition of that; null when the caller saw none.</param>
public abstract record ControlChange(string Control, int? SeenVersion) : Change
{
    /// <summary>Lets the control decide.</summary>
    internal abstract Result<Changed> Decide(ReleaseControl control, Circumstances circumstances);
}

/// <summary>A change of a control's state on one environment; it sets the whole of it.</summary>
public abstract record StateChange(string Control, string On, int? SeenVersion) : ControlChange(Control, SeenVersion)
{
    public override Operation Operation => Operation.Release;

    public override string? Environment => On;
}

/// <inheritdoc cref="ReleaseControl.ReleaseToEveryone"/>
public sealed record ReleaseControlToEveryone(string Control, string On, string? Variant = null, int? Share = null, int? SeenVersion = null)
    : StateChange(Control, On, SeenVersion)
{
    internal override Result<Changed> Decide(ReleaseControl control, Circumstances circumstances) =>
        control.ReleaseToEveryone(On, Variant, Share, SeenVersion, circumstances);
}

/// <inheritdoc cref="ReleaseControl.ReleaseToGroups"/>
public sealed record ReleaseToGroups(string Control, string On, IReadOnlyList<GroupRule> Groups, int? SeenVersion = null)
    : StateChange(Control, On, SeenVersion)
{
    internal override Result<Changed> Decide(ReleaseControl control, Circumstances circumstances) =>
        control.ReleaseToGroups(On, Groups, SeenVersion, circumstances);
}

/// <inheritdoc cref="ReleaseControl.ServeSplit"/>
public sealed record ServeSplit(string Control, string On, IReadOnlyList<WeightedVariant> Split, int? Share = null, int? SeenVersion = null)
    : StateChange(Control, On, SeenVersion)
{
    internal override Result<Changed> Decide(ReleaseControl control, Circumstances circumstances) =>
        control.ServeSplit(On, Split, Share, SeenVersion, circumstances);
}

/// <inheritdoc cref="ReleaseControl.Withdraw"/>
public sealed record Withdraw(string Control, string On, int? SeenVersion = null) : StateChange(Control, On, SeenVersion)
{
    public override bool IsWithdrawal => true;

    internal override Result<Changed> Decide(ReleaseControl control, Circumstances circumstances) =>
        control.Withdraw(On, SeenVersion, circumstances);
}

/// <summary>
/// Restores the state before an entry. The desk reads that state from the entry itself, never from the caller, and refuses
/// when the control was changed there since.
/// </summary>
/// <param name="Control">The control's key.</param>
/// <param name="On">The environment's key.</param>
/// <param name="Entry">The entry to undo.</param>
public sealed record Undo(string Control, string On, Guid Entry) : StateChange(Control, On, SeenVersion: null)
{
    public override bool IsWithdrawal => true;

    /// <summary>Set by the desk from the entry.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    internal ReleaseState? StateBefore { get; init; }

    /// <summary>
    /// Set by the desk: the entry by which this same change set has just taken back what came after <see cref="Entry"/>.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    internal Guid? LaterTakenBackBy { get; init; }

    /// <summary>
    /// Set by the desk for the undoing of a launch: the last entry that it wrote there, when it opened the control in stages.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    internal Guid? UpTo { get; init; }

    /// <summary>Set by the desk for the undoing of a launch: the person wants it back although somebody has changed it since.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    internal bool EvenIfTouched { get; init; }

    internal override Result<Changed> Decide(ReleaseControl control, Circumstances circumstances) =>
        StateBefore is not null && control.LastEntryOn(On) is { } last && (EvenIfTouched || last == (UpTo ?? Entry) || last == LaterTakenBackBy)
            ? control.Undo(On, StateBefore, SeenVersion, circumstances)
            : new CannotUndo(control.Name);
}

/// <summary>A change of what is written about a control.</summary>
public abstract record DefinitionChange(string Control, int? SeenVersion) : ControlChange(Control, SeenVersion)
{
    public override Operation Operation => Operation.MaintainControl;
}

/// <inheritdoc cref="ReleaseControl.Create"/>
public sealed record CreateControl(string Control, ControlKind Kind, ControlDetails Details, ValueType ValueType = ValueType.Boolean, string? OffVariant = null)
    : DefinitionChange(Control, SeenVersion: null)
{
    internal override Result<Changed> Decide(ReleaseControl control, Circumstances circumstances) => control.Created();
}

/// <inheritdoc cref="ReleaseControl.Edit"/>
public sealed record EditControl(string Control, ControlDetails Details, int? SeenVersion = null) : DefinitionChange(Control, SeenVersion)
{
    internal override Result<Changed> Decide(ReleaseControl control, Circumstances circumstances) =>
        control.Edit(Details, SeenVersion, circumstances);
}

/// <inheritdoc cref="ReleaseControl.HandOver"/>
public sealed record HandOver(string Control, int? SeenVersion = null) : DefinitionChange(Control, SeenVersion)
{
    internal override Result<Changed> Decide(ReleaseControl control, Circumstances circumstances) =>
        control.HandOver(SeenVersion, circumstances);
}

/// <inheritdoc cref="ReleaseControl.TakeBack"/>
public sealed record TakeBack(string Control, int? SeenVersion = null) : DefinitionChange(Control, SeenVersion)
{
    internal override Result<Changed> Decide(ReleaseControl control, Circumstances circumstances) =>
        control.TakeBack(SeenVersion, circumstances);
}

/// <inheritdoc cref="ReleaseControl.Retire"/>
public sealed record Retire(string Control, bool NoCodeAsks, int? SeenVersion = null) : DefinitionChange(Control, SeenVersion)
{
    /// <summary>Set by the desk, where no reason was given: the application that asked for it lately.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    internal StillAskedFor? StillAsked { get; init; }

    internal override Result<Changed> Decide(ReleaseControl control, Circumstances circumstances) =>
        control.Retire(NoCodeAsks, SeenVersion, circumstances, StillAsked);
}

/// <inheritdoc cref="ReleaseControl.Restore"/>
public sealed record RestoreControl(string Control, int? SeenVersion = null) : DefinitionChange(Control, SeenVersion)
{
    internal override Result<Changed> Decide(ReleaseControl control, Circumstances circumstances) =>
        control.Restore(SeenVersion, circumstances);
}
