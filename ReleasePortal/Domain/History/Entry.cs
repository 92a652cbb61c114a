using System.Security.Cryptography;
using System.Text;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.History;

/// <summary>
/// One line of the history, written by one change; never altered. The columns are for finding it; what counts is
/// <see cref="Canonical"/>, whose bytes are hashed and exported.
/// </summary>
public class Entry
{
    /// <summary>From 1, without gaps.</summary>
    public long Sequence { get; init; }

    public Guid Id { get; init; }

    /// <summary>UTC, whole microseconds.</summary>
    public DateTimeOffset At { get; init; }

    public Guid ActorId { get; init; }

    public ActorKind ActorKind { get; init; }

    public Guid? OnBehalfOf { get; init; }

    public ChangeSource Source { get; init; }

    /// <summary>The type name of the change.</summary>
    public string Action { get; init; } = "";

    public SubjectKind SubjectKind { get; init; }

    public Guid SubjectId { get; init; }

    public string SubjectKey { get; init; } = "";

    /// <summary>For a control: its purpose after this change.</summary>
    public Purpose? Purpose { get; init; }

    public string Area { get; init; } = "";

    public string? Environment { get; init; }

    /// <summary>Shared by the entries of one change set, launch or import.</summary>
    public Guid Correlation { get; init; }

    /// <summary>
    /// The canonical JSON (RFC 8785) of the entry with the hash of the entry before and without its own; personal texts stand in it as
    /// salted hashes.
    /// </summary>
    public string Canonical { get; init; } = "";

    /// <summary>SHA-256 of the UTF-8 bytes of <see cref="Canonical"/>; lower-case hexadecimal.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>A personal text of an entry, kept apart so that it can be forgotten.</summary>
public sealed class EntryText
{
    public long Sequence { get; init; }

    /// <summary>16 random bytes.</summary>
    public byte[] Salt { get; init; } = [];

    public string Text { get; init; } = "";

    /// <summary>
    /// What stands for it in the canonical text; lower-case hexadecimal. Worked out and never stored: a text that somebody altered
    /// stands for nothing any more.
    /// </summary>
    public string Hash => field ??= HashOf(Salt, Text);

    /// <summary>SHA-256(salt ‖ text in UTF-8); lower-case hexadecimal.</summary>
    public static string HashOf(byte[] salt, string text) => Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(text)]));
}

/// <summary>Where the chain ends. One row; the database's version check on it keeps two writers from forking the chain.</summary>
public sealed class HistoryHead
{
    /// <summary>The hash before the first entry: 32 zero bytes.</summary>
    public static string Zeros { get; } = new('0', 64);

    public int Id { get; init; } = 1;

    public long Sequence { get; private set; }

    public string Hash { get; private set; } = Zeros;

    internal void Advance(Entry entry) => (Sequence, Hash) = (entry.Sequence, entry.Hash);
}
