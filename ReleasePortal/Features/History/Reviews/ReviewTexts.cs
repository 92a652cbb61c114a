namespace ReleasePortal.Features.History.Reviews;

/// <summary>The words of the access review.</summary>
public sealed class ReviewTexts;
