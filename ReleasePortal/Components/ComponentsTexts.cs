namespace ReleasePortal.Components;

/// <summary>Names the words of this folder: <c>ComponentsTexts.resx</c>.</summary>
public sealed class ComponentsTexts;
