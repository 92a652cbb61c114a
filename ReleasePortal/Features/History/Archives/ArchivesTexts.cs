namespace ReleasePortal.Features.History.Archives;

/// <summary>The words of the page on archives.</summary>
public sealed class ArchivesTexts;
