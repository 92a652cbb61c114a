namespace ReleasePortal.Identity;

/// <summary>Names the words of this folder: <c>IdentityTexts.resx</c>.</summary>
public sealed class IdentityTexts;
