using ReleasePortal.Domain.Access;

namespace ReleasePortal.Domain;

/// <summary>
/// One requested alteration, whatever its source. A closed set of records; each serialises under a stable type name
/// (<see cref="ChangeCatalogue"/>), so that a launch can store it.
/// </summary>
public abstract record Change
{
    /// <summary>The row of the access table that decides who may do this.</summary>
    public abstract Operation Operation { get; }

    /// <summary>The environment that the change is about; null when it is about none or all.</summary>
    public virtual string? Environment => null;

    /// <summary>Taking something away from users, or back: never waits for an approval and is possible in a freeze.</summary>
    public virtual bool IsWithdrawal => false;
}

/// <summary>Several changes that stand or fall together, under one correlation.</summary>
/// <param name="Changes">At least one, applied in this order.</param>
/// <param name="Reason">Why, in the words of the person; required where the environment or the purpose says so.</param>
/// <param name="Source">Through what it came.</param>
/// <param name="Correlation">A launch, an undo, an import; a new one when null.</param>
public sealed record ChangeSet(
    IReadOnlyList<Change> Changes,
    string? Reason = null,
    ChangeSource Source = ChangeSource.Button,
    Guid? Correlation = null)
{
    public static ChangeSet Of(Change change, string? reason = null, ChangeSource source = ChangeSource.Button) =>
        new([change], reason, source);
}

public enum ChangeSource
{
    Button,
    Undo,
    Launch,
    Api,
    Import,
    Portal,
}

/// <summary>What a mutator did: the material of one entry. A change that returns none cannot have happened.</summary>
/// <param name="Sentence">What was done, as type name and parameters.</param>
/// <param name="Before">The state that was altered, as it was; null when it came into being.</param>
/// <param name="After">The same state afterwards; null when it ceased to be.</param>
public sealed record Changed(Wording.Sentence Sentence, object? Before, object? After)
{
    /// <summary>It is an exception from a freeze: its entry is marked for review.</summary>
    public bool DuringFreeze { get; init; }

    /// <summary>For what happened at the door: where it came from.</summary>
    public History.RequestOrigin? From { get; init; }
}

/// <summary>The circumstances in which an entity decides: its clock, its caller, its neighbours' names.</summary>
/// <param name="Actor">Who acts, with roles read in this unit of work.</param>
/// <param name="At">The instant, from the desk's clock.</param>
/// <param name="EntryId">The id of the entry that this change will write.</param>
/// <param name="EnvironmentName">The display name of the environment concerned; empty when none is.</param>
/// <param name="GroupNames">Display names by key of the groups that exist.</param>
public sealed record Circumstances(
    Actor Actor,
    DateTimeOffset At,
    Guid EntryId,
    string EnvironmentName,
    IReadOnlyDictionary<string, string> GroupNames);
