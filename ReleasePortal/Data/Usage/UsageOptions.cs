using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Data.Usage;

/// <summary>Section <c>Usage</c> of the configuration.</summary>
public sealed class UsageOptions
{
    public const string Section = "Usage";

    /// <summary>How often what was counted is written, in seconds; a crash loses at most as much. Never a whole minute.</summary>
    [Range(1, 45)]
    public int FlushSeconds { get; init; } = 20;

    /// <summary>
    /// For how many days no application must have asked for a control by name before it is retired without a reason; also how long a
    /// feature is open to everyone before its control counts as ripe to go.
    /// </summary>
    [Range(1, 365)]
    public int QuietDays { get; init; } = 30;
}
