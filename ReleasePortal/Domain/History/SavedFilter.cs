namespace ReleasePortal.Domain.History;

/// <summary>
/// A filter of the history under a name. It belongs to one person; auditors to whom it was given can read by it, not alter it. It
/// shows to each of them only what they may see themselves.
/// </summary>
public sealed class SavedFilter
{
    public const int LongestName = 80;

    /// <summary>As many as one person keeps.</summary>
    public const int MostOfOnePerson = 100;

    public Guid Id { get; init; }

    public Guid OwnerId { get; init; }

    /// <summary>Unlike the owner's other names.</summary>
    public string Name { get; set; } = "";

    /// <summary>The filter as it stands in the address of the history, from the path on.</summary>
    public string Address { get; init; } = "";

    /// <summary>The people to whom it was given.</summary>
    public List<SavedFilterReader> Readers { get; init; } = [];
}

/// <summary>One person who may read by somebody else's filter.</summary>
public sealed class SavedFilterReader
{
    public Guid FilterId { get; init; }

    public Guid PersonId { get; init; }
}

/// <summary>The saved filter was removed meanwhile, or is somebody else's.</summary>
public sealed record FilterGone : Refusal;
