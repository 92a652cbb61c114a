namespace ReleasePortal.Components.Entries;

/// <summary>One field that an entry altered, in words.</summary>
/// <param name="Label">What the field is called.</param>
/// <param name="Before">How it read before; null when there was nothing.</param>
/// <param name="After">How it reads since; null when there is nothing.</param>
public sealed record FieldDifference(string Label, string? Before, string? After)
{
    /// <summary>Of a list: what is not named here stayed.</summary>
    public bool OthersStay { get; init; }
}

/// <summary>The display names of what entries mention by key; the key itself for what no longer exists.</summary>
public sealed record EntryNames
{
    public static EntryNames None { get; } = new();

    public IReadOnlyDictionary<string, string> Groups { get; init; } = new Dictionary<string, string>();

    /// <summary>Of the control that the entry is about.</summary>
    public IReadOnlyDictionary<string, string> Variants { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Areas { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Environments { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<Guid, string> People { get; init; } = new Dictionary<Guid, string>();

    /// <summary>As many members of a group as are named one by one.</summary>
    public int MostMembers { get; init; } = 12;

    /// <summary>The viewer's zone, in which instants are said.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}
