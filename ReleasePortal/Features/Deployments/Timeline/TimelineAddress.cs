using Microsoft.AspNetCore.Components;

namespace ReleasePortal.Features.Deployments.Timeline;

/// <summary>What the timeline shows, as it stands in the address.</summary>
public sealed record TimelineAddress
{
    /// <summary>What stands for all environments.</summary>
    public const string Every = "*";

    /// <summary>The environment's key, or <see cref="Every"/>; null for the one that the person works in.</summary>
    public string? Environment { get; init; }

    public string? Software { get; init; }

    /// <summary>The control's key.</summary>
    public string? Control { get; init; }

    /// <summary>The first day, as it was typed; null for the usual one.</summary>
    public string? From { get; init; }

    /// <summary>The last day, as it was typed; null for today.</summary>
    public string? To { get; init; }

    /// <summary>Whether the same facts are shown as a table.</summary>
    public bool IsTable { get; init; }

    public bool IsNarrow => Software is not null || Control is not null;

    public TimelineAddress In(TimelinePeriod period) => this with { From = TimelinePeriod.Say(period.First), To = TimelinePeriod.Say(period.Last) };

    public string ToAddress(NavigationManager navigation) => navigation.GetUriWithQueryParameters("/deployments/timeline", new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["environment"] = Environment,
        ["software"] = Software,
        ["control"] = Control,
        ["from"] = From,
        ["to"] = To,
        ["show"] = IsTable ? "table" : null,
    });
}
