using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Identity.Keys;

/// <summary>Section <c>RateLimit</c> of the configuration.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimit";

    /// <summary>
    /// How many evaluations one API key may ask for in a second; a bulk evaluation counts as one. All who hear of a change at once
    /// with that key must be able to ask again at once.
    /// </summary>
    [Range(1, 1_000_000)]
    public int EvaluationsPerSecond { get; init; } = 20_000;

    /// <summary>How many wrong keys one address may send in a minute. Right keys are answered whatever else an address sends.</summary>
    [Range(1, 100_000)]
    public int FailedKeysPerMinute { get; init; } = 120;
}
