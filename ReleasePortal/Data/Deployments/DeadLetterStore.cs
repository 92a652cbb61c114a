using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Data.Deployments;

/// <summary>The small list of reports that were refused after the door.</summary>
public sealed class DeadLetterStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Keeps it, or counts it where the same is kept already; the oldest make room.</summary>
    public async Task KeepAsync(Letter letter, Refusal refusal, CancellationToken cancellationToken = default)
    {
        var dead = new DeadLetter(letter, refusal, clock.GetUtcNow());
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await database.DeadLetters
            .Where(one => one.Source == dead.Source && one.From == dead.From && one.Size == dead.Size && one.Body == dead.Body)
            .OrderBy(one => one.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (known is null)
            database.Add(dead);
        else
            known.ComeAgain(dead.Why, dead.LastAt);
        await database.SaveChangesAsync(cancellationToken);
        if (known is null)
            await TrimAsync(database, cancellationToken);
    }

    /// <summary>The letter; null when there is none of that id any more.</summary>
    public async Task<DeadLetter?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.DeadLetters.AsNoTracking().SingleOrDefaultAsync(letter => letter.Id == id, cancellationToken);
    }

    /// <summary>Takes it off the list; false when it was gone already.</summary>
    public async Task<bool> RemoveAsync(long id, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.DeadLetters.Where(letter => letter.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    private static async Task TrimAsync(PortalDbContext database, CancellationToken cancellationToken)
    {
        var tooMany = await database.DeadLetters.OrderByDescending(letter => letter.Id).Skip(DeadLetter.Most).Select(letter => (long?)letter.Id).FirstOrDefaultAsync(cancellationToken);
        if (tooMany is { } last)
            await database.DeadLetters.Where(letter => letter.Id <= last).ExecuteDeleteAsync(cancellationToken);
    }
}
