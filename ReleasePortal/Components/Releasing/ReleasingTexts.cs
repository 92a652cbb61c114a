namespace ReleasePortal.Components.Releasing;

/// <summary>The words of the release dialog.</summary>
public sealed class ReleasingTexts;
