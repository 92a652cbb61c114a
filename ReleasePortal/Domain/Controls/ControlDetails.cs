namespace ReleasePortal.Domain.Controls;

/// <summary>What an engineer writes about a control: everything that can be edited later.</summary>
public sealed record ControlDetails
{
    /// <summary>What business users call the feature.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on what users will see.</summary>
    public string Description { get; init; } = "";

    /// <summary>The team or person that answers for it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The key of the part of the product that it belongs to.</summary>
    public string Area { get; init; } = Areas.Default;

    public IReadOnlyList<string> Tags { get; init; } = [];

    public Lifetime Lifetime { get; init; } = Lifetime.Temporary;

    /// <summary>For a temporary control: the day by which it should be gone.</summary>
    public DateOnly? RemoveBy { get; init; }

    /// <summary>For a long-lived control: why it stays.</summary>
    public string? Justification { get; init; }

    /// <summary>Whether keys used in browsers may see it; never true for an operational control.</summary>
    public bool SeenByBrowsers { get; init; }

    /// <summary>For a kill switch: what stops and what goes on when it is switched off.</summary>
    public string EffectWhenOff { get; init; } = "";

    /// <summary>A flag's variants; ignored for a toggle, whose variants are fixed.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = [];
}
