using System.Text;
using System.Text.Json;

namespace ReleasePortal.Domain.History;

/// <summary>
/// Checks an export from nothing but its bytes: the chain, the signed checkpoints with their Merkle roots, and that nothing is missing
/// before, between or after. A history that was archived comes in several files, one after the other. Entries pass by one at a time;
/// only the checkpoints that came from outside are kept.
/// </summary>
public sealed class ExportVerifier
{
    private readonly HashSet<string> _trusted;
    private readonly Dictionary<long, SignedCheckpoint> _outside = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Stream> _files;
    private readonly bool _isExcerpt;
    private ChainWalk _walk = new();
    private MerkleFrontier _tree = new();
    private ByteLines _lines;
    private int _file;
    private long _startsAfter;
    private long _checkpoints;
    private long _signedUpTo;
    private long? _proved;
    private bool _hasEnd;

    private ExportVerifier(IReadOnlyList<Stream> files, IEnumerable<string> trusted, bool isExcerpt)
    {
        (_files, _lines, _isExcerpt) = (files, new ByteLines(files[0]), isExcerpt);
        _trusted = trusted.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Checks an export, or the proof of a single entry.</summary>
    /// <param name="export">The bytes, unpacked.</param>
    /// <param name="trusted">Ids of the keys that the auditor holds; none to take the checkpoints' own.</param>
    /// <param name="outside">Checkpoints that were sent outside of the portal, one line of JSON each; null when there are none.</param>
    public static ExportVerdict Verify(Stream export, IReadOnlyCollection<string> trusted, Stream? outside = null) =>
        Verify([export], trusted, outside);

    /// <summary>Checks archives and the export that goes on where they end, as one.</summary>
    /// <param name="files">The bytes of each, unpacked, in the order of their entries; one at least.</param>
    /// <param name="isExcerpt">It is a part by agreement: what came after it is not missing.</param>
    /// <inheritdoc cref="Verify(Stream, IReadOnlyCollection{string}, Stream?)"/>
    public static ExportVerdict Verify(
        IReadOnlyList<Stream> files, IReadOnlyCollection<string> trusted, Stream? outside = null, bool isExcerpt = false)
    {
        var verifier = new ExportVerifier(files, trusted, isExcerpt);
        var fault = (outside is null ? null : verifier.Keep(outside)) ?? verifier.Check();
        return new ExportVerdict(
            verifier._walk.Entries, verifier._walk.Head, verifier._checkpoints, verifier._signedUpTo, verifier._keys, verifier._proved, fault)
        {
            StartsAfter = verifier._startsAfter,
        };
    }

    private ExportFault? Keep(Stream outside)
    {
        var lines = new ByteLines(outside);
        while (lines.TryRead(out var line))
        {
            if (line.IsEmpty)
                continue;
            using var document = Parse(line);
            if (document is null || SignedCheckpoint.Read(document.RootElement) is not { } checkpoint)
                continue; // a crash can cut a line short; the whole one follows
            if (FaultOf(checkpoint) is { } fault)
                return fault;
            _outside[checkpoint.Said.Sequence] = checkpoint;
        }

        return null;
    }

    private ExportFault? Check()
    {
        try
        {
            for (; _file < _files.Count; _file++)
            {
                if (CheckFile() is { } fault)
                    return fault;
                if (_proved is not null)
                    return null;
            }
        }
        catch (InvalidDataException)
        {
            return Fault(Flaw.Unreadable);
        }

        _file--;
        return CheckEnd();
    }

    private ExportFault? CheckFile()
    {
        (_lines, _hasEnd) = (new ByteLines(_files[_file]), false);
        if (!_lines.TryRead(out var line))
            return Fault(Flaw.Unreadable);
        if (line.StartsWith("""{"proof":"""u8) && _files.Count is 1)
            return CheckProof(line);
        if (!line.SequenceEqual(Encoding.UTF8.GetBytes(ExportLine.Header)))
            return Fault(Flaw.Unreadable);

        var hasLine = _lines.TryRead(out line);
        var startsLater = hasLine && line.StartsWith("""{"after":"""u8);
        if ((startsLater ? CheckStart(line) : CheckGoesOn(0)) is { } wrongStart)
            return wrongStart;
        if (startsLater)
            hasLine = _lines.TryRead(out line);
        for (; hasLine; hasLine = _lines.TryRead(out line))
        {
            if (CheckLine(line) is { } fault)
                return fault;
        }

        return _hasEnd ? null : Fault(Flaw.Incomplete, _walk.Entries + 1);
    }

    // What is before the first file is taken as it was signed; between two files it is what the one before ended with.
    private ExportFault? CheckStart(ReadOnlySpan<byte> line)
    {
        using var document = Parse(line);
        if (document is null || !document.RootElement.TryGetProperty("after", out var after) || SignedCheckpoint.Read(after) is not { } start
            || !document.RootElement.TryGetProperty("frontier", out var text) || text.ValueKind is not JsonValueKind.String
            || MerkleFrontier.Read(start.Said.Sequence, text.GetString()!) is not { } tree)
            return Fault(Flaw.Unreadable);
        if (FaultOf(start) is { } fault)
            return fault;
        if (_file > 0)
            return CheckGoesOn(start.Said.Sequence) ?? Compare(start);

        (_walk, _tree, _startsAfter) = (new ChainWalk(start.Said.Sequence, start.Said.Hash), tree, start.Said.Sequence);
        var isAnchored = Compare(start) is null && (!_outside.TryGetValue(start.Said.Sequence, out var kept) || Compare(kept) is null);
        return isAnchored ? null : Fault(Flaw.NotAnchored, start.Said.Sequence + 1);
    }

    private ExportFault? CheckGoesOn(long startsAfter) => startsAfter == _walk.Entries
        ? null
        : Fault(Flaw.Gap, _walk.Entries + 1) with { GoesOnAt = startsAfter + 1 };

    private ExportFault? CheckLine(ReadOnlySpan<byte> line)
    {
        if (_hasEnd)
            return Fault(Flaw.Unreadable);
        if (ExportLine.TryRead(line, out var canonical, out var hash))
            return CheckEntry(canonical, hash);

        using var document = Parse(line);
        if (document is null)
            return Fault(Flaw.Unreadable);
        if (SignedCheckpoint.Read(document.RootElement) is { } checkpoint)
            return CheckHere(checkpoint);
        if (document.RootElement.ValueKind is not JsonValueKind.Object || !document.RootElement.TryGetProperty("end", out _))
            return Fault(Flaw.Unreadable, _walk.Entries + 1);

        _hasEnd = true;
        return line.SequenceEqual(Encoding.UTF8.GetBytes(ExportLine.End(_walk.Entries, _walk.Head))) ? null : Fault(Flaw.CutOff, _walk.Entries + 1);
    }

    private ExportFault? CheckEntry(ReadOnlySpan<byte> canonical, ReadOnlySpan<byte> hash)
    {
        if (_walk.Add(canonical, hash) is { } problem)
            return Fault(Enum.Parse<Flaw>(problem.ToString()), _walk.Entries + 1);

        _tree.Append(MerkleTree.LeafHash(canonical));
        return _outside.TryGetValue(_walk.Entries, out var kept) ? Compare(kept) : null;
    }

    private ExportFault? CheckHere(SignedCheckpoint checkpoint) => FaultOf(checkpoint) ?? (checkpoint.Said.Sequence > _walk.Entries
        ? Fault(Flaw.CutOff, _walk.Entries + 1)
        : checkpoint.Said.Sequence < _walk.Entries ? Fault(Flaw.Unreadable, checkpoint.Said.Sequence) : Compare(checkpoint));

    private ExportFault? Compare(SignedCheckpoint checkpoint)
    {
        if (!_walk.IsAt(checkpoint.Said.Hash) || !string.Equals(Convert.ToHexStringLower(_tree.Root()), checkpoint.Said.Root, StringComparison.Ordinal))
            return Fault(Flaw.Rewritten, _signedUpTo + 1);

        if (checkpoint.Said.Sequence > _signedUpTo) // one that was sent outside is in the file as well
            _checkpoints++;
        _signedUpTo = checkpoint.Said.Sequence;
        _keys.Add(checkpoint.Said.KeyId);
        return null;
    }

    private ExportFault? FaultOf(SignedCheckpoint checkpoint)
    {
        if (!checkpoint.Holds())
            return Fault(Flaw.BadSignature, checkpoint.Said.Sequence);
        return _trusted.Count is 0 || _trusted.Contains(checkpoint.Said.KeyId) ? null : Fault(Flaw.OtherKey, checkpoint.Said.Sequence);
    }

    private ExportFault? CheckEnd()
    {
        if (!_isExcerpt && _outside.Keys.Any(sequence => sequence > _walk.Entries))
            return Fault(Flaw.CutOff, _walk.Entries + 1);
        return _trusted.Count > 0 && _checkpoints is 0 ? Fault(Flaw.NothingSigned) : null;
    }

    private ExportFault? CheckProof(ReadOnlySpan<byte> line)
    {
        using var document = Parse(line);
        if (document is null || EntryProof.Read(document.RootElement) is not { } proof || _lines.TryRead(out _))
            return Fault(Flaw.Unreadable);
        if (FaultOf(proof.Checkpoint) is { } fault)
            return fault;

        _proved = proof.Index + 1;
        if (!proof.Holds())
            return Fault(Flaw.NotProved, proof.Index + 1);
        if (_outside.TryGetValue(proof.Checkpoint.Said.Sequence, out var kept) && kept.Said.Root != proof.Checkpoint.Said.Root)
            return Fault(Flaw.Rewritten, proof.Index + 1);
        _checkpoints++;
        _signedUpTo = proof.Checkpoint.Said.Sequence;
        _keys.Add(proof.Checkpoint.Said.KeyId);
        return null;
    }

    private ExportFault Fault(Flaw flaw, long sequence = 0) => new(flaw, _lines.Count, sequence, _file);

    private static JsonDocument? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonDocument.Parse(line.ToArray());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
