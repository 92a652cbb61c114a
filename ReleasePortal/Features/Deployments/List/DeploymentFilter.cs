using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ReleasePortal.Features.Deployments.List;

/// <summary>What the list is narrowed to, as it stands in the address.</summary>
public sealed record DeploymentFilter
{
    /// <summary>The environment's key.</summary>
    public string? Environment { get; init; }

    public string? Software { get; init; }

    /// <summary>The key of a control that the version carries.</summary>
    public string? Control { get; init; }

    /// <summary>Only those before that one; null for the newest.</summary>
    public DeploymentPlace? Before { get; init; }

    public bool IsNarrow => Environment is not null || Software is not null || Control is not null;

    public string ToAddress(NavigationManager navigation) => navigation.GetUriWithQueryParameters("/deployments", new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["environment"] = Environment,
        ["software"] = Software,
        ["control"] = Control,
        ["before"] = Before?.ToString(),
    });
}

/// <summary>A place in the list: reading on from any of them costs the same.</summary>
public sealed record DeploymentPlace(DateTimeOffset At, long Id)
{
    public static DeploymentPlace? Read(string? text) =>
        text?.Split('-') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new DeploymentPlace(new DateTimeOffset(at, TimeSpan.Zero), number)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{Id}");
}
