namespace ReleasePortal.Components.LeadTimes;

/// <summary>What is looked at: a period, and where it is narrowed, one environment, software or control.</summary>
/// <param name="From">The first instant of the period.</param>
/// <param name="Until">The first instant after it.</param>
public sealed record TimingScope(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The environment's key; null for all of them.</summary>
    public string? Environment { get; init; }

    /// <summary>The software's name; null for all. Releases are then those of controls that it carries, in any version.</summary>
    public string? Software { get; init; }

    /// <summary>The control's key; null for all.</summary>
    public string? Control { get; init; }
}
