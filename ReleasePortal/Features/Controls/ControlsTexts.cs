namespace ReleasePortal.Features.Controls;

/// <summary>Names the words of this folder: <c>ControlsTexts.resx</c>.</summary>
public sealed class ControlsTexts;
