namespace ReleasePortal.Components.Deployed;

/// <summary>The words on where a control is deployed.</summary>
public sealed class DeployedTexts;
