namespace ReleasePortal.Features.History.Saved;

/// <summary>The words of saved filters.</summary>
public sealed class SavedTexts;
