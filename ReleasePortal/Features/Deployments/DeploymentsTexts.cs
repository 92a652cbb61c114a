namespace ReleasePortal.Features.Deployments;

/// <summary>The words of the pages about deployments.</summary>
public sealed class DeploymentsTexts;
