using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain.Freezes;

namespace ReleasePortal.Data;

/// <summary>Which environments are frozen.</summary>
public static class FreezeReading
{
    /// <summary>What freezes each environment at that instant, by the environment's key: of several freezes the one that ends last.</summary>
    public static async Task<IReadOnlyDictionary<string, Freeze>> ActiveFreezesAsync(
        this PortalDbContext database, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var active = await database.Freezes.AsNoTracking()
            .Where(freeze => freeze.LiftedAt == null && freeze.From <= at && freeze.Until > at)
            .ToListAsync(cancellationToken);
        return active.GroupBy(freeze => freeze.Environment, StringComparer.Ordinal)
            .ToDictionary(freezes => freezes.Key, freezes => freezes.MaxBy(freeze => freeze.Until)!, StringComparer.Ordinal);
    }
}
