namespace ReleasePortal.Features.Steps;

/// <summary>The words of the four steps.</summary>
public sealed class StepsTexts;
