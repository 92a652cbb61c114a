namespace ReleasePortal.Features.History.Export;

/// <summary>Names the words of this folder: <c>ExportTexts.resx</c>.</summary>
public sealed class ExportTexts;
