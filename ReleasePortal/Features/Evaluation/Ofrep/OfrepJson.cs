namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>How OFREP answers are labelled.</summary>
internal static class OfrepJson
{
    public const string ContentType = "application/json";
}
