using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Controls.Table;

/// <summary>One control as the table shows it.</summary>
public sealed record ControlRow
{
    public required Guid Id { get; init; }

    public required string Key { get; init; }

    public required string Name { get; init; }

    public required ControlKind Kind { get; init; }

    public required Purpose Purpose { get; init; }

    public required Lifetime Lifetime { get; init; }

    public required DateOnly? RemoveBy { get; init; }

    public required string Owner { get; init; }

    public required IReadOnlyList<Variant> Variants { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required DateTimeOffset? RetiredAt { get; init; }

    /// <summary>By the environment's key; those where it was never changed are left out: it is closed there.</summary>
    public required IReadOnlyList<RowState> States { get; init; }

    /// <summary>When an application last asked for it by name; known only where it is overdue.</summary>
    public DateTimeOffset? LastAsked { get; init; }

    /// <summary>Its place in the table, from 1.</summary>
    public int Place { get; init; }

    public bool IsKillSwitch => Kind is ControlKind.Toggle && Lifetime is Lifetime.LongLived && Purpose is Purpose.Operational;

    public ReleaseState On(string environment) =>
        States.FirstOrDefault(state => state.Environment == environment)?.State ?? ReleaseState.Closed;

    public string VariantName(string key) => Variants.FirstOrDefault(variant => variant.Key == key)?.Name ?? key;

    /// <summary>Whether it should have been removed by now.</summary>
    public bool IsOverdue(DateOnly today) => RetiredAt is null && RemoveBy < today;
}

/// <summary>A control's state on one environment.</summary>
public sealed record RowState(string Environment, ReleaseState State);

/// <summary>What the filters of the table offer.</summary>
/// <param name="Owners">Everyone who answers for a control that the reader sees.</param>
/// <param name="Tags">All tags of those controls.</param>
/// <param name="Groups">The names of groups by their keys.</param>
public sealed record ControlListOptions(
    IReadOnlyList<string> Owners, IReadOnlyList<string> Tags, IReadOnlyDictionary<string, string> Groups)
{
    public static ControlListOptions None { get; } = new([], [], new Dictionary<string, string>(StringComparer.Ordinal));
}
