namespace ReleasePortal.Features.Controls.Scan;

/// <summary>Names the words of the command <c>scan</c>: <c>ScanTexts.resx</c>.</summary>
public sealed class ScanTexts;
