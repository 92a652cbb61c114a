namespace ReleasePortal.Features.Audiences;

/// <summary>Names the words of this folder: <c>AudiencesTexts.resx</c>.</summary>
public sealed class AudiencesTexts;
