namespace ReleasePortal.Features.History.Export;

/// <summary>Names the words of the command <c>verify</c>: <c>VerifyTexts.resx</c>.</summary>
public sealed class VerifyTexts;
