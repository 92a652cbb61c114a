namespace ReleasePortal.Features.Administration.Retention;

/// <summary>The words of the page on retention.</summary>
public sealed class RetentionTexts;
