using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Data;

/// <summary>Entries made readable: with the personal texts that still exist put back.</summary>
public static class EntryReading
{
    /// <summary>Runs a query of entries and reads their texts; the order stays.</summary>
    public static async Task<List<EntryLine>> ReadLinesAsync(
        this PortalDbContext database, IQueryable<Entry> entries, CancellationToken cancellationToken)
    {
        var found = await entries.AsNoTracking().ToListAsync(cancellationToken);
        var sequences = found.ConvertAll(entry => entry.Sequence);
        var texts = await database.EntryTexts.AsNoTracking().Where(text => sequences.Contains(text.Sequence)).ToListAsync(cancellationToken);
        var bySequence = texts.ToLookup(text => text.Sequence);
        return found.ConvertAll(entry => EntryLine.Read(entry, bySequence[entry.Sequence]));
    }
}
