using Microsoft.EntityFrameworkCore;

namespace ReleasePortal.Data.Code;

/// <summary>Keeps what scans of source code found, beside the one door: it alters no release state.</summary>
public sealed class CodeStore(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>A bound that keeps the store small whatever a pipeline calls its repositories.</summary>
    public const int MostRepositories = 1_000;

    private const int MostAttempts = 3;

    /// <summary>Puts a scan in the place of what its repository said before, unless that was scanned later.</summary>
    /// <returns>What came of it.</returns>
    public async Task<CodeTaken> TakeAsync(CodeScan scan, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TakeOnceAsync(scan, cancellationToken);
            }
            catch (DbUpdateException) when (attempt < MostAttempts)
            {
                // Two reports of one repository came at the same moment: this one looks again at what is there.
            }
        }
    }

    private async Task<CodeTaken> TakeOnceAsync(CodeScan scan, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var known = await database.CodeScans.AsNoTracking().SingleOrDefaultAsync(other => other.Repository == scan.Repository, cancellationToken);
        if (known?.At > scan.At)
            return CodeTaken.Older;
        if (known is null && await database.CodeScans.CountAsync(cancellationToken) >= MostRepositories)
            return CodeTaken.TooMany;

        if (known is not null)
            await database.CodeScans.Where(other => other.Id == known.Id).ExecuteDeleteAsync(cancellationToken);
        database.Add(scan);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return CodeTaken.Yes;
    }
}

/// <summary>What came of a report.</summary>
public enum CodeTaken
{
    Yes,

    /// <summary>A later scan of that repository is known.</summary>
    Older,

    /// <summary>So many other repositories are known that this one has no place.</summary>
    TooMany,
}
