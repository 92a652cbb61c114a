namespace ReleasePortal.Features.History;

/// <summary>Names the words of this folder: <c>HistoryTexts.resx</c>.</summary>
public sealed class HistoryTexts;
