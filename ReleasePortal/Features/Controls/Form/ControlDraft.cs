using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Features.Controls.Form;

/// <summary>What is typed into the form of a control, before anybody has looked at whether it holds.</summary>
public sealed class ControlDraft
{
    /// <summary>The choice of an area that is yet to be named; no key can begin with a hyphen.</summary>
    public const string NewArea = "-new";

    /// <summary>How long a new temporary control may stay unless somebody says otherwise.</summary>
    private const int UsualDays = 90;

    private string? _key;

    public ControlKind Kind { get; set; } = ControlKind.Toggle;

    public string? Name { get; set; }

    /// <summary>A proposal made from the name until something else is typed; clearing it brings the proposal back.</summary>
    public string? Key
    {
        get => _key ?? Slug.From(Name);
        set => _key = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    public string? Description { get; set; }

    public string? Owner { get; set; }

    /// <summary>An area's key, or <see cref="NewArea"/>.</summary>
    public string? Area { get; set; } = Areas.Default;

    public string? NewAreaName { get; set; }

    /// <summary>Separated by commas.</summary>
    public string? Tags { get; set; }

    public Lifetime Lifetime { get; set; } = Lifetime.Temporary;

    public DateOnly? RemoveBy { get; set; }

    public string? Justification { get; set; }

    public ValueType ValueType { get; set; } = ValueType.String;

    public List<VariantDraft> Variants { get; private set; } = [];

    public string? EffectWhenOff { get; set; }

    public bool SeenByBrowsers { get; set; }

    /// <summary>A new control's draft.</summary>
    public static ControlDraft Empty(DateOnly today) => new()
    {
        RemoveBy = today.AddDays(UsualDays),
        Variants = [new VariantDraft { IsOff = true }, new VariantDraft()],
    };

    /// <summary>A control as it is.</summary>
    public static ControlDraft Of(ReleaseControl control)
    {
        ArgumentNullException.ThrowIfNull(control);
        return new ControlDraft
        {
            Kind = control.Kind,
            Name = control.Name,
            Key = control.Key,
            Description = control.Description,
            Owner = control.Owner,
            Area = control.Area,
            Tags = string.Join(", ", control.Tags),
            Lifetime = control.Lifetime,
            RemoveBy = control.RemoveBy,
            Justification = control.Justification,
            ValueType = control.ValueType,
            Variants = VariantsOf(control),
            EffectWhenOff = control.EffectWhenOff,
            SeenByBrowsers = control.SeenByBrowsers,
        };
    }

    /// <summary>A copy that changes alone.</summary>
    public ControlDraft Copy()
    {
        var copy = (ControlDraft)MemberwiseClone();
        copy.TakeVariants(this);
        return copy;
    }

    public void TakeVariants(ControlDraft from)
    {
        ArgumentNullException.ThrowIfNull(from);
        Variants = [.. from.Variants.Select(variant => variant.Copy())];
    }

    /// <summary>The area that has to be added first; null when it is there.</summary>
    /// <param name="known">The keys of the areas that exist.</param>
    public DefineArea? AreaToDefine(IEnumerable<string> known) =>
        Area == NewArea && !known.Contains(Slug.From(NewAreaName), StringComparer.Ordinal)
            ? new DefineArea(Slug.From(NewAreaName), NewAreaName ?? "")
            : null;

    public CreateControl ToCreate() => new(
        Key ?? "",
        Kind,
        ToDetails(),
        Kind is ControlKind.Toggle ? ValueType.Boolean : ValueType,
        Kind is ControlKind.Toggle ? null : Variants.Find(variant => variant.IsOff)?.Key ?? "");

    public ControlDetails ToDetails() => new()
    {
        Name = Name ?? "",
        Description = Description ?? "",
        Owner = Owner ?? "",
        Area = Area == NewArea ? Slug.From(NewAreaName) : Area ?? "",
        Tags = [.. (Tags ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)],
        Lifetime = Lifetime,
        RemoveBy = Lifetime is Lifetime.Temporary ? RemoveBy : null,
        Justification = Lifetime is Lifetime.LongLived ? Justification : null,
        SeenByBrowsers = SeenByBrowsers,
        EffectWhenOff = EffectWhenOff ?? "",
        Variants = Kind is ControlKind.Toggle ? [] : [.. Variants.Select(variant => variant.ToVariant(ValueType))],
    };

    private static List<VariantDraft> VariantsOf(ReleaseControl control) =>
    [
        .. control.Variants.Select(variant => new VariantDraft
        {
            Name = variant.Name,
            Key = variant.Key,
            Value = VariantValue.ToInput(control.ValueType, variant.Value),
            IsOff = variant.Key == control.OffVariant,
            IsKept = true,
        }),
    ];
}

/// <summary>One line of the variants.</summary>
public sealed class VariantDraft
{
    private string? _key;

    public string? Name { get; set; }

    /// <summary>A proposal made from the name until something else is typed.</summary>
    public string? Key
    {
        get => _key ?? Slug.From(Name);
        set => _key = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    /// <summary>As a person types it, by the control's type.</summary>
    public string? Value { get; set; }

    /// <summary>What users get who do not get the feature.</summary>
    public bool IsOff { get; set; }

    /// <summary>It exists already: its key never changes.</summary>
    public bool IsKept { get; init; }

    public VariantDraft Copy() => (VariantDraft)MemberwiseClone();

    // Text values that were not typed are the key: that is what most people mean.
    public Variant ToVariant(ValueType type) =>
        new(Key ?? "", Name ?? "", VariantValue.FromInput(type, type is ValueType.String && string.IsNullOrEmpty(Value) && !IsKept ? Key : Value));
}
