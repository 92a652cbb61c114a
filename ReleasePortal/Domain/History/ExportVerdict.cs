namespace ReleasePortal.Domain.History;

/// <summary>What is wrong with an export.</summary>
public enum Flaw
{
    /// <inheritdoc cref="ChainBreak.Changed"/>
    Changed,

    /// <inheritdoc cref="ChainBreak.NoEntry"/>
    NoEntry,

    /// <inheritdoc cref="ChainBreak.OutOfPlace"/>
    OutOfPlace,

    /// <inheritdoc cref="ChainBreak.NotLinked"/>
    NotLinked,

    /// <summary>A checkpoint covers entries that are not there: the tail was cut off.</summary>
    CutOff,

    /// <summary>The entries are not those that a checkpoint covers: they were written anew.</summary>
    Rewritten,

    /// <summary>A checkpoint's signature does not fit what it says.</summary>
    BadSignature,

    /// <summary>A checkpoint was signed with another key than those that the auditor holds.</summary>
    OtherKey,

    /// <summary>The auditor holds a key, and nothing in the file is signed.</summary>
    NothingSigned,

    /// <summary>A file that starts in the middle does not start at a place that was signed.</summary>
    NotAnchored,

    /// <summary>The path of a proof does not lead to the signed root.</summary>
    NotProved,

    /// <summary>A file does not go on where the one before it ended: entries between them are in none, or in both.</summary>
    Gap,

    /// <summary>The file is not what the portal writes.</summary>
    Unreadable,

    /// <summary>The file ends before its last line.</summary>
    Incomplete,
}

/// <summary>The first thing that is wrong.</summary>
/// <param name="Flaw">What.</param>
/// <param name="Line">In which line of the file, from 1.</param>
/// <param name="Sequence">The first entry that cannot be relied on; 0 when it is not about one.</param>
/// <param name="File">In which of several files, from 0.</param>
public sealed record ExportFault(Flaw Flaw, long Line, long Sequence, int File = 0)
{
    /// <summary>For a gap: the first entry of the file after it.</summary>
    public long GoesOnAt { get; init; }

    /// <summary>The file could not be judged, which says nothing about the history.</summary>
    public bool IsAboutTheFile => Flaw is Flaw.Unreadable or Flaw.Incomplete or Flaw.Gap;
}

/// <summary>What an export was found to be.</summary>
/// <param name="Entries">The last entry that holds; all of them from the first, unless it starts later.</param>
/// <param name="Head">The hash of the last that does.</param>
/// <param name="Checkpoints">How many checkpoints hold.</param>
/// <param name="SignedUpTo">The last entry that a checkpoint covers; 0 when there is none.</param>
/// <param name="Keys">The ids of the keys that signed.</param>
/// <param name="ProvedEntry">For the proof of a single entry: its sequence.</param>
/// <param name="Fault">What is wrong; null when nothing is.</param>
public sealed record ExportVerdict(
    long Entries, string Head, long Checkpoints, long SignedUpTo, IReadOnlyCollection<string> Keys, long? ProvedEntry, ExportFault? Fault)
{
    /// <summary>The entry after which the files start, as it was signed; 0 when they start at the first.</summary>
    public long StartsAfter { get; init; }
}
