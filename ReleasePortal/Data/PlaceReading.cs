using Microsoft.EntityFrameworkCore;

namespace ReleasePortal.Data;

/// <summary>Where in the history a moment lies.</summary>
internal static class PlaceReading
{
    /// <summary>The first entry of that instant or later; the one that comes next when there is none.</summary>
    public static async Task<long> PlaceOfAsync(this PortalDbContext database, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        var at = instant.ToUniversalTime();
        return await database.Entries.Where(entry => entry.At >= at)
                .OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence)
                .Select(entry => (long?)entry.Sequence)
                .FirstOrDefaultAsync(cancellationToken)
            ?? await database.HistoryHeads.Select(head => head.Sequence).SingleAsync(cancellationToken) + 1;
    }
}
