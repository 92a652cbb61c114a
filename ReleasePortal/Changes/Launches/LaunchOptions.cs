using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Changes.Launches;

/// <summary>How launches run by themselves: section <c>Launches</c> of the settings.</summary>
public sealed class LaunchOptions
{
    public const string Section = "Launches";

    /// <summary>How late a launch may still begin by itself; one that is later was missed, and waits for its owner.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "7.00:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(15);
}
