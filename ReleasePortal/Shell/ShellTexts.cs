namespace ReleasePortal.Shell;

/// <summary>Names the words of this folder: <c>ShellTexts.resx</c>.</summary>
public sealed class ShellTexts;
