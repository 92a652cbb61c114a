namespace ReleasePortal.Features.Deployments.Timeline;

/// <summary>The words of the timeline.</summary>
public sealed class TimelineTexts;
