namespace ReleasePortal.Features.Evaluation.Flagd;

/// <summary>Section <c>Sync</c> of the configuration.</summary>
public sealed class SyncOptions
{
    public const string Section = "Sync";

    public const string DefaultUrl = "http://localhost:5081";

    /// <summary>
    /// Where flagd's sync API listens, over HTTP/2 without TLS. Empty for nowhere; when it is not set,
    /// <see cref="DefaultUrl"/> if that is free.
    /// </summary>
    public string? Url { get; init; }
}
