namespace ReleasePortal.Features.Launches;

/// <summary>Names the words of this folder: <c>LaunchesTexts.resx</c>.</summary>
public sealed class LaunchesTexts;
