using ReleasePortal.Domain.History;

namespace ReleasePortal.Domain.Controls;

/// <summary>What the history keeps of a control's definition, before and after a change.</summary>
public sealed record ControlSnapshot
{
    public ControlSnapshot()
    {
    }

    internal ControlSnapshot(ReleaseControl control)
    {
        Kind = control.Kind;
        ValueType = control.ValueType;
        OffVariant = control.OffVariant;
        Purpose = control.Purpose;
        HandOverAsked = control.HandOverAskedBy is not null;
        Name = control.Name;
        Description = control.Description;
        Owner = new PersonalText(control.Owner);
        Area = control.Area;
        Tags = control.Tags;
        Lifetime = control.Lifetime;
        RemoveBy = control.RemoveBy;
        Justification = control.Justification;
        SeenByBrowsers = control.SeenByBrowsers;
        EffectWhenOff = control.EffectWhenOff;
        Variants = control.Variants;
        Retired = control.RetiredAt is not null;
    }

    public ControlKind Kind { get; init; }

    public ValueType ValueType { get; init; }

    public string OffVariant { get; init; } = "";

    public Purpose Purpose { get; init; }

    public bool HandOverAsked { get; init; }

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public PersonalText Owner { get; init; }

    public string Area { get; init; } = Areas.Default;

    public IReadOnlyList<string> Tags { get; init; } = [];

    public Lifetime Lifetime { get; init; }

    public DateOnly? RemoveBy { get; init; }

    public string? Justification { get; init; }

    public bool SeenByBrowsers { get; init; }

    public string EffectWhenOff { get; init; } = "";

    public IReadOnlyList<Variant> Variants { get; init; } = [];

    public bool Retired { get; init; }

    /// <summary>Equality by content; the record's own compares lists by reference.</summary>
    internal bool SameAs(ControlSnapshot other) =>
        this with { Tags = other.Tags, Variants = other.Variants } == other
        && Tags.SequenceEqual(other.Tags)
        && Variants.SequenceEqual(other.Variants);
}
