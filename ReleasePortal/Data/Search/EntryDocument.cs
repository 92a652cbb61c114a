using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Data.Search;

/// <summary>What one entry is found by.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="Words">Its different words, with a space between.</param>
public sealed record EntryDocument(long Sequence, string Words);

/// <summary>The documents beside the entries. They are for finding only: they can be made again from the entries and their texts.</summary>
public static class EntryDocuments
{
    /// <summary>Makes entries findable, in the transaction that writes them.</summary>
    public static Task WriteDocumentsAsync(this PortalDbContext database, IEnumerable<EntryLine> lines, CancellationToken cancellationToken) =>
        database.PutDocumentsAsync([.. lines.Select(line => new EntryDocument(line.Entry.Sequence, SearchWords.Document(line)))], cancellationToken);

    /// <summary>
    /// Makes the documents of these entries again, from the texts that still exist: a name or reason that is forgotten is no longer
    /// found. Call it in the transaction that removes the texts; entries that are not there any more lose their documents.
    /// </summary>
    public static async Task RewriteDocumentsAsync(this PortalDbContext database, IReadOnlyCollection<long> sequences, CancellationToken cancellationToken)
    {
        await database.DropDocumentsAsync(sequences, cancellationToken);
        var entries = database.Entries.Where(entry => sequences.Contains(entry.Sequence));
        await database.WriteDocumentsAsync(await database.ReadLinesAsync(entries, cancellationToken), cancellationToken);
    }
}
