namespace ReleasePortal.Features.Freezes;

/// <summary>The words of the page of freezes.</summary>
public sealed class FreezesTexts;
