using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Changes.Checkpoints;

/// <summary>
/// Signs the head of the history. What is signed was walked entry by entry, so a chain that is broken is never signed over; the
/// tree grows from the frontier of the last checkpoint, so nothing is read twice.
/// </summary>
public sealed class CheckpointWriter(
    IDbContextFactory<PortalDbContext> contexts,
    CheckpointKey key,
    IOptions<CheckpointOptions> options,
    TimeProvider clock,
    ILogger<CheckpointWriter> logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private MerkleFrontier? _tree;
    private ChainWalk _walk = new();
    private bool _isBroken;

    /// <summary>Signs the head when enough entries wait, or one waits for long enough.</summary>
    public Task WriteIfDueAsync(CancellationToken cancellationToken) => InTurnAsync(IsDueAsync, cancellationToken);

    /// <summary>Signs the head as it is now, unless that is done already.</summary>
    public Task WriteNowAsync(CancellationToken cancellationToken) =>
        InTurnAsync((_, head, last, _) => Task.FromResult(head.Sequence > last), cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task InTurnAsync(Func<PortalDbContext, HistoryHead, long, CancellationToken, Task<bool>> isDue, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            var last = await LastAsync(database, cancellationToken);
            var head = await database.HistoryHeads.AsNoTracking().SingleAsync(cancellationToken);
            if (head.Sequence < Math.Max(last?.Sequence ?? 0, _tree?.Size ?? 0))
                Break(head.Sequence + 1);
            else if (await isDue(database, head, last?.Sequence ?? 0, cancellationToken) && await IsWalkedAsync(database, last, head, cancellationToken))
                await SignAsync(database, head, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<bool> IsDueAsync(PortalDbContext database, HistoryHead head, long last, CancellationToken cancellationToken)
    {
        if (head.Sequence - last >= options.Value.Entries)
            return true;
        var waitingSince = await database.Entries
            .Where(entry => entry.Sequence == last + 1)
            .Select(entry => (DateTimeOffset?)entry.At)
            .SingleOrDefaultAsync(cancellationToken);
        return clock.GetUtcNow() - waitingSince >= TimeSpan.FromMinutes(options.Value.Minutes);
    }

    private async Task<bool> IsWalkedAsync(PortalDbContext database, Checkpoint? last, HistoryHead head, CancellationToken cancellationToken)
    {
        if (_tree is null)
            await BeginAsync(database, last, cancellationToken);
        var (tree, walk) = (_tree!, _walk);
        var news = database.Entries.AsNoTracking()
            .Where(entry => entry.Sequence > tree.Size && entry.Sequence <= head.Sequence)
            .OrderBy(entry => entry.Sequence)
            .Select(entry => new { entry.Canonical, entry.Hash })
            .AsAsyncEnumerable();
        await foreach (var entry in news.WithCancellation(cancellationToken))
        {
            var canonical = Encoding.UTF8.GetBytes(entry.Canonical);
            if (walk.Add(canonical, Encoding.UTF8.GetBytes(entry.Hash)) is not null)
                break;
            tree.Append(MerkleTree.LeafHash(canonical));
        }

        if (tree.Size == head.Sequence && walk.IsAt(head.Hash))
            return true;
        Break(tree.Size + (tree.Size < head.Sequence ? 1 : 0));
        return false;
    }

    // From the last checkpoint; if that does not hold, from where the archives end.
    private async Task BeginAsync(PortalDbContext database, Checkpoint? last, CancellationToken cancellationToken)
    {
        (_tree, _walk) = (new MerkleFrontier(), new ChainWalk());
        if (last is null || TryBegin(last))
            return;
        if (await database.FindCheckpointAsync(await database.ArchivedMarkAsync(cancellationToken), cancellationToken) is { } mark)
            TryBegin(mark);
    }

    // The stored frontier is trusted as far as the signed root bears it out.
    private bool TryBegin(Checkpoint last)
    {
        using var line = JsonDocument.Parse(last.ToLine());
        if (SignedCheckpoint.Read(line.RootElement) is { } signed && signed.Holds()
            && MerkleFrontier.Read(last.Sequence, last.Frontier) is { } tree
            && string.Equals(Convert.ToHexStringLower(tree.Root()), signed.Said.Root, StringComparison.Ordinal))
        {
            (_tree, _walk) = (tree, new ChainWalk(last.Sequence, signed.Said.Hash));
            return true;
        }

        Log.CheckpointDoesNotHold(logger, last.Sequence);
        return false;
    }

    private async Task SignAsync(PortalDbContext database, HistoryHead head, CancellationToken cancellationToken)
    {
        var signer = await key.GetAsync(cancellationToken);
        var publicKey = signer.ExportSubjectPublicKeyInfo();
        var at = EntryWriter.WholeMicroseconds(clock.GetUtcNow());
        var statement = new CheckpointStatement(
            head.Sequence, head.Hash, Convert.ToHexStringLower(_tree!.Root()), CheckpointStatement.Instant(at), CheckpointStatement.IdOf(publicKey)).Write();
        var signature = signer.SignData(Encoding.UTF8.GetBytes(statement), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

        // Held against the other portals that share the store: one checkpoint for one place.
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.LockHeadAsync(cancellationToken);
        if (await database.Checkpoints.AnyAsync(other => other.Sequence >= head.Sequence, cancellationToken))
            return;
        database.Add(new Checkpoint
        {
            Sequence = head.Sequence,
            At = at,
            Statement = statement,
            Signature = Convert.ToBase64String(signature),
            PublicKey = Convert.ToBase64String(publicKey),
            Frontier = _tree.Write(),
        });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        Log.CheckpointSigned(logger, head.Sequence);
    }

    private void Break(long sequence)
    {
        if (!_isBroken)
            Log.HistoryIsBroken(logger, sequence);
        (_isBroken, _tree) = (true, null);
    }

    private static Task<Checkpoint?> LastAsync(PortalDbContext database, CancellationToken cancellationToken) =>
        database.Checkpoints.AsNoTracking().OrderByDescending(checkpoint => checkpoint.Sequence).FirstOrDefaultAsync(cancellationToken);
}
