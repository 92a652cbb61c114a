using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Data;

/// <summary>Entries made readable: with the personal texts that still exist put back.</summary>
public static class EntryReading
{
    /// <summary>Runs a query of entries and reads their texts; the order stays.</summary>
    public static async Task<List<EntryLine>> ReadLinesAsync(
        this PortalDbContext database, IQueryable<Entry> entries, CancellationToken cancellationToken) =>
        await database.ReadLinesAsync(await entries.AsNoTracking().ToListAsync(cancellationToken), cancellationToken);

    /// <summary>The texts of entries that are read already.</summary>
    public static async Task<List<EntryLine>> ReadLinesAsync(
        this PortalDbContext database, List<Entry> entries, CancellationToken cancellationToken)
    {
        var sequences = entries.ConvertAll(entry => entry.Sequence);
        var texts = await database.EntryTexts.AsNoTracking().Where(text => sequences.Contains(text.Sequence)).ToListAsync(cancellationToken);
        var bySequence = texts.ToLookup(text => text.Sequence);
        return entries.ConvertAll(entry => EntryLine.Read(entry, bySequence[entry.Sequence]));
    }
}
