namespace ReleasePortal.Components;

/// <summary>One tile of a <c>FieldChoice</c>.</summary>
/// <param name="Value">What is chosen with it.</param>
/// <param name="Text">Its name.</param>
/// <param name="Detail">A few words under the name: "about 5 %".</param>
public sealed record Choice<T>(T Value, string Text, string? Detail = null);
