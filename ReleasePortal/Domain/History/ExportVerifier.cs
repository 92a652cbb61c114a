using System.Text;
using System.Text.Json;

namespace ReleasePortal.Domain.History;

/// <summary>
/// Checks an export from nothing but its bytes: the chain, the signed checkpoints with their Merkle roots, and that nothing is missing
/// before, between or after. Entries pass by one at a time; only the checkpoints that came from outside are kept.
/// </summary>
public sealed class ExportVerifier
{
    private readonly HashSet<string> _trusted;
    private readonly Dictionary<long, SignedCheckpoint> _outside = [];
    private readonly ChainWalk _walk = new();
    private readonly MerkleFrontier _tree = new();
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly ByteLines _lines;
    private long _checkpoints;
    private long _signedUpTo;
    private long? _proved;
    private bool _hasEnd;

    private ExportVerifier(Stream export, IEnumerable<string> trusted) =>
        (_lines, _trusted) = (new ByteLines(export), trusted.ToHashSet(StringComparer.Ordinal));

    /// <summary>Checks an export, or the proof of a single entry.</summary>
    /// <param name="export">The bytes, unpacked.</param>
    /// <param name="trusted">Ids of the keys that the auditor holds; none to take the checkpoints' own.</param>
    /// <param name="outside">Checkpoints that were sent outside of the portal, one line of JSON each; null when there are none.</param>
    public static ExportVerdict Verify(Stream export, IReadOnlyCollection<string> trusted, Stream? outside = null)
    {
        var verifier = new ExportVerifier(export, trusted);
        var fault = (outside is null ? null : verifier.Keep(outside)) ?? verifier.Check();
        return new ExportVerdict(
            verifier._walk.Entries, verifier._walk.Head, verifier._checkpoints, verifier._signedUpTo, verifier._keys, verifier._proved, fault);
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
            if (!_lines.TryRead(out var first))
                return Fault(Flaw.Unreadable);
            if (first.StartsWith("""{"proof":"""u8))
                return CheckProof(first);
            if (!first.SequenceEqual(Encoding.UTF8.GetBytes(ExportLine.Header)))
                return Fault(Flaw.Unreadable);
            while (_lines.TryRead(out var line))
            {
                if (CheckLine(line) is { } fault)
                    return fault;
            }
        }
        catch (InvalidDataException)
        {
            return Fault(Flaw.Unreadable);
        }

        return CheckEnd();
    }

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
        if (!_hasEnd)
            return Fault(Flaw.Incomplete, _walk.Entries + 1);
        if (_outside.Keys.Any(sequence => sequence > _walk.Entries))
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

    private ExportFault Fault(Flaw flaw, long sequence = 0) => new(flaw, _lines.Count, sequence);

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
