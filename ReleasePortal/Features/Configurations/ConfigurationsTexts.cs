namespace ReleasePortal.Features.Configurations;

/// <summary>The words of the pages of business configurations.</summary>
public sealed class ConfigurationsTexts;
