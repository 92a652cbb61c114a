namespace ReleasePortal.Components.Entries;

/// <summary>Names the words of this folder: <c>EntriesTexts.resx</c>.</summary>
public sealed class EntriesTexts;
