namespace ReleasePortal.Domain.Controls;

/// <summary>One version of a feature that a control can serve.</summary>
/// <param name="Key">What code and the wire call it; never changes.</param>
/// <param name="Name">What business users call it.</param>
/// <param name="Value">The value that applications get, as JSON text of the control's <see cref="ValueType"/>.</param>
public sealed record Variant(string Key, string Name, string Value)
{
    /// <summary>A toggle's variant for users who get the feature.</summary>
    public const string On = "on";

    /// <summary>A toggle's variant for users who do not.</summary>
    public const string Off = "off";

    /// <summary>The two variants of every toggle.</summary>
    public static IReadOnlyList<Variant> OfToggle { get; } = [new(On, "On", "true"), new(Off, "Off", "false")];
}
