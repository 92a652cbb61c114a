namespace ReleasePortal.Features.Operations;

/// <summary>Names the words of this folder: <c>OperationsTexts.resx</c>.</summary>
public sealed class OperationsTexts;
