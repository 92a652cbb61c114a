namespace ReleasePortal.Components.Explaining;

/// <summary>The words for what users get of a control, and why.</summary>
public sealed class ExplainingTexts;
