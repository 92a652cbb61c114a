using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Controls;

/// <summary>The control is retired: it answers as unknown until it is restored.</summary>
public sealed record IsRetired(string Control) : Refusal
{
    protected override Words Words => Words.Of(("control", Control));
}

/// <summary>A long-lived control is handed over by two engineers; the second one must be another person.</summary>
public sealed record SecondEngineerNeeded(string Control) : Refusal
{
    protected override Words Words => Words.Of(("control", Control));
}

/// <summary>A variant that some environment serves cannot be removed.</summary>
public sealed record VariantInUse(string Variant, string Environment) : Refusal
{
    public override string? Field => "variants";

    protected override Words Words => Words.Of(("variant", Variant), ("environment", Environment));
}

/// <summary>Retiring needs the engineer's word that no code asks for the control any more.</summary>
public sealed record ConfirmationNeeded : Refusal
{
    public override string? Field => "noCodeAsks";
}

/// <summary>An application asked for it by name not long ago: whoever retires it all the same says why.</summary>
/// <param name="Control">What the control is called.</param>
/// <param name="Application">Who asked last.</param>
/// <param name="Last">When that was.</param>
/// <param name="Days">For how long nobody may have asked.</param>
public sealed record StillAskedFor(string Control, string Application, DateTimeOffset Last, int Days) : Refusal
{
    public override string? Field => "reason";

    protected override Words Words =>
        Words.Of(("control", Control), ("application", Application)).With("last", Last).With("days", Days);
}

/// <summary>A control of that key was retired. A key is never used for something else: what was, can be restored.</summary>
public sealed record KeyRetired(string Key, string Control) : Refusal
{
    public override string? Field => "key";

    protected override Words Words => Words.Of(("key", Key), ("control", Control));
}

/// <summary>The change cannot be undone: something happened since, or it is not a change of a control's state.</summary>
public sealed record CannotUndo(string Subject) : Refusal
{
    protected override Words Words => Words.Of(("subject", Subject));
}
