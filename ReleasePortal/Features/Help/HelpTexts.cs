namespace ReleasePortal.Features.Help;

/// <summary>The words of the help page.</summary>
public sealed class HelpTexts;
