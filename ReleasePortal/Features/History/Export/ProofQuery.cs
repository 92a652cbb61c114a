using System.Text;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Changes.Checkpoints;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History.Export;

/// <summary>
/// The proof of a single entry against the first checkpoint that covers it: what stands before is the frontier of the checkpoint
/// before that one, so only the entries between the two are read.
/// </summary>
public sealed class ProofQuery(IDbContextFactory<PortalDbContext> contexts, CheckpointWriter checkpoints)
{
    /// <summary>The file, and the entry's sequence; null when there is no such entry for the actor, or it cannot be signed.</summary>
    public async Task<(string File, long Sequence)?> FindAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await database.ReadAgainAsync(actor, cancellationToken) is not { } reader || !Visibility.SeesSequenceNumbers(reader))
            return null;
        var entry = await database.Entries.AsNoTracking()
            .Where(Visibility.EntriesVisibleTo(reader, database.Controls, database.LaunchSteps))
            .SingleOrDefaultAsync(entry => entry.Id == id, cancellationToken);
        if (entry is null || await CoveringAsync(database, entry.Sequence, cancellationToken) is not { } checkpoint)
            return null;

        var before = await database.Checkpoints.AsNoTracking()
            .Where(other => other.Sequence < entry.Sequence)
            .OrderByDescending(other => other.Sequence)
            .FirstOrDefaultAsync(cancellationToken);
        var tree = (before is null ? null : MerkleFrontier.Read(before.Sequence, before.Frontier)) ?? new MerkleFrontier();
        var from = tree.Size;
        var leaves = new List<byte[]>();
        await foreach (var canonical in database.Entries.AsNoTracking()
            .Where(other => other.Sequence > from && other.Sequence <= checkpoint.Sequence)
            .OrderBy(other => other.Sequence)
            .Select(other => other.Canonical)
            .AsAsyncEnumerable()
            .WithCancellation(cancellationToken))
        {
            var leaf = MerkleTree.LeafHash(Encoding.UTF8.GetBytes(canonical));
            if (tree.Size < entry.Sequence - 1)
                tree.Append(leaf);
            else
                leaves.Add(leaf);
        }

        if (tree.Size + leaves.Count != checkpoint.Sequence)
            return null; // entries are missing from the store: the export says which
        var path = MerkleTree.InclusionProof(tree, leaves.ToArray().AsSpan(1));
        return (EntryProof.Write(entry.Canonical, entry.Sequence - 1, path, checkpoint), entry.Sequence);
    }

    private async Task<Checkpoint?> CoveringAsync(PortalDbContext database, long sequence, CancellationToken cancellationToken)
    {
        var covering = database.Checkpoints.AsNoTracking().Where(checkpoint => checkpoint.Sequence >= sequence).OrderBy(checkpoint => checkpoint.Sequence);
        if (await covering.FirstOrDefaultAsync(cancellationToken) is { } checkpoint)
            return checkpoint;
        await checkpoints.WriteNowAsync(cancellationToken);
        return await covering.FirstOrDefaultAsync(cancellationToken);
    }
}
