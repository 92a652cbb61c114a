using ReleasePortal.Domain.Audiences;

namespace ReleasePortal.Features.Audiences;

/// <summary>A group with where it is in use, as far as the reader may see it.</summary>
public sealed record GroupView
{
    public required Guid Id { get; init; }

    public required string Key { get; init; }

    public required GroupDetails Details { get; init; }

    /// <summary>The name of its area.</summary>
    public required string Area { get; init; }

    /// <summary>What an edit is measured by.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }

    /// <summary>In the order of the environments, then of the controls' names.</summary>
    public required IReadOnlyList<GroupUse> Uses { get; init; }

    /// <summary>What the history would keep of it.</summary>
    internal GroupSnapshot Snapshot() => new(Details);
}

/// <summary>A control that is open to a group on an environment.</summary>
public sealed record GroupUse(string Environment, string Control, string Name, bool IsRetired);
