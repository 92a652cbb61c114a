using ReleasePortal.Domain.Access;

namespace ReleasePortal.Domain.History;

/// <summary>A change of how the history itself is kept; never of what it says.</summary>
public abstract record HistoryChange : Change;

/// <summary>Sets the cut-off.</summary>
/// <param name="Months">How many months stay; null keeps everything.</param>
/// <param name="SeenVersion">The version of the policy that the person saw.</param>
public sealed record SetRetention(int? Months, int? SeenVersion = null) : HistoryChange
{
    public override Operation Operation => Operation.ManageEnvironments;
}

/// <summary>Moves the oldest entries out of the database, once a file holds them.</summary>
/// <param name="Archive">What the file holds.</param>
/// <param name="Draft">Where the file is until the desk gives it its name.</param>
public sealed record ArchiveHistory(ArchiveSnapshot Archive, string Draft) : HistoryChange
{
    public override Operation Operation => Operation.KeepHistory;
}

/// <summary>What the history keeps of an archive; the database asks it before it lets entries go.</summary>
/// <inheritdoc cref="HistoryArchive"/>
public sealed record ArchiveSnapshot(
    long First, long Last, string Hash, DateTimeOffset From, DateTimeOffset Until, string File, long Size, string Sha256, string? BaseHash = null);

/// <summary>The archive is not what it should be, or not the next one: nothing was deleted.</summary>
public sealed record ArchiveDoesNotHold : Refusal;
