namespace ReleasePortal.Features.Launches.Form;

/// <summary>The words of the form of a launch.</summary>
public sealed class LaunchFormTexts;
