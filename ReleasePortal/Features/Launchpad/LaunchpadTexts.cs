namespace ReleasePortal.Features.Launchpad;

/// <summary>The words of the Launchpad.</summary>
public sealed class LaunchpadTexts;
