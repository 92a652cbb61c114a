namespace ReleasePortal.Features.History.AsItWas;

/// <summary>Names the words of this folder: <c>AsItWasTexts.resx</c>.</summary>
public sealed class AsItWasTexts;
