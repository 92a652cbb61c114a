namespace ReleasePortal.Features.Administration;

/// <summary>The words of the administration pages.</summary>
public sealed class AdministrationTexts;
