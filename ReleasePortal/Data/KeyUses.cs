using Microsoft.EntityFrameworkCore;

namespace ReleasePortal.Data;

/// <summary>
/// When API keys were last used. It is no change of release state and has no entry: written in batches, beside the one door.
/// </summary>
public sealed class KeyUses(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Writes the instants; a later one that is already there, from another portal, stays.</summary>
    public async Task WriteAsync(IReadOnlyCollection<KeyValuePair<Guid, DateTimeOffset>> uses, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (id, at) in uses)
        {
            await database.ApiKeys
                .Where(key => key.Id == id && (key.LastUsedAt == null || key.LastUsedAt < at))
                .ExecuteUpdateAsync(key => key.SetProperty(known => known.LastUsedAt, at), cancellationToken);
        }
    }
}
