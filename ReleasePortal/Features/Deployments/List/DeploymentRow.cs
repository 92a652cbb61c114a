using ReleasePortal.Domain.Deployments;
using ReleasePortal.Features.Deployments.Letters;

namespace ReleasePortal.Features.Deployments.List;

/// <summary>A deployment as its page shows it.</summary>
public sealed record DeploymentRow
{
    public required long Id { get; init; }

    public required string Software { get; init; }

    public required string Version { get; init; }

    /// <summary>The environment's key.</summary>
    public required string Environment { get; init; }

    public required DeploymentKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string? Commit { get; init; }

    public required string? By { get; init; }

    public required string? Link { get; init; }

    /// <summary>The controls that the version carries, as far as the reader may know them.</summary>
    public required IReadOnlyList<RowControl> Controls { get; init; }

    /// <summary>By what the feed tells of it.</summary>
    public Guid Mark => DeploymentMark.Of(Id);
}

/// <summary>A control in a row.</summary>
/// <param name="Name">Its name; the key where there is no control of that key.</param>
/// <param name="HasPage">Whether the reader has a page for it.</param>
public sealed record RowControl(string Key, string Name, bool HasPage);

/// <summary>One stretch of the list.</summary>
/// <param name="HasOlder">Whether there are older ones.</param>
public sealed record DeploymentStretch(IReadOnlyList<DeploymentRow> Rows, bool HasOlder);

/// <summary>What the list can be narrowed to.</summary>
public sealed record DeploymentChoices(IReadOnlyList<string> Software, IReadOnlyList<(string Key, string Name)> Controls)
{
    public static DeploymentChoices None { get; } = new([], []);
}
