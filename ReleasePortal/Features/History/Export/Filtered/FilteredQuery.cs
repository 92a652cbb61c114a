using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.History.Export.Running;

namespace ReleasePortal.Features.History.Export.Filtered;

/// <summary>
/// The entries of a filter that a person may read, oldest first, up to the head at the beginning: stretch by stretch, so that
/// neither memory nor a transaction grows with them.
/// </summary>
public sealed class FilteredQuery(
    IDbContextFactory<PortalDbContext> contexts, TimeProvider clock, IStringLocalizer<ExportTexts> texts, IStringLocalizer<HistoryTexts> words)
{
    private const int AtOnce = 1_000;

    /// <summary>The person with the roles held now; null when they may have no file of the history.</summary>
    public async Task<Actor?> ReaderAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.ReadAgainAsync(actor, cancellationToken) is { } now && Visibility.ExportsHistory(now) ? now : null;
    }

    /// <summary>Writes them.</summary>
    /// <returns>False when the person lost a role meanwhile, and it ended there.</returns>
    internal async Task<bool> WriteAsync(
        Stream stream, HistoryFilter filter, TimeZoneInfo zone, Actor reader, ExportForm form, ExportRun run, CancellationToken cancellationToken)
    {
        using var format = Format(form, zone, Visibility.SeesSequenceNumbers(reader));
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var period = HistoryPeriod.Of(filter, clock.GetUtcNow(), zone);
        IQueryable<Entry> Matching() => database.EntriesMatching(filter, reader, period);

        var head = await database.HistoryHeads.Select(row => row.Sequence).SingleAsync(cancellationToken);
        var last = await Matching().Where(entry => entry.Sequence <= head).MaxAsync(entry => (long?)entry.Sequence, cancellationToken) ?? 0;
        var (after, first, count, people) = (0L, 0L, 0L, new Dictionary<Guid, string>());
        format.Begin();
        while (after < last)
        {
            if (await database.ReadAgainAsync(reader, cancellationToken) is not { } now || !now.Roles.SetEquals(reader.Roles))
                return false;
            var from = after;
            var entries = await Matching()
                .Where(entry => entry.Sequence > from && entry.Sequence <= last)
                .OrderBy(entry => entry.Sequence)
                .Take(AtOnce)
                .ToListAsync(cancellationToken);
            if (entries.Count is 0)
                break; // what was there is no longer to be seen
            var found = await TextsAsync(database, entries, cancellationToken);
            await AddPeopleAsync(database, people, entries, cancellationToken);
            foreach (var entry in entries)
            {
                using var told = new ToldEntry(entry, found, people);
                format.Write(told);
            }

            await SendAsync(format, stream, cancellationToken);
            (after, first, count) = (entries[^1].Sequence, first is 0 ? entries[0].Sequence : first, count + entries.Count);
            run.Tell(count, (double)(after - first + 1) / (last - first + 1));
        }

        await SendAsync(format, stream, cancellationToken);
        return true;
    }

    private EntryFormat Format(ExportForm form, TimeZoneInfo zone, bool hasNumbers)
    {
        var buffer = new MemoryStream();
        return form is ExportForm.Csv ? new CsvFormat(buffer, zone, hasNumbers, texts, words) : new JsonLinesFormat(buffer, hasNumbers);
    }

    // A hash is salted: no two texts have the same one. Entries that stand close together are asked for as a range, which is quicker.
    private static async Task<Dictionary<string, string>> TextsAsync(PortalDbContext database, List<Entry> entries, CancellationToken cancellationToken)
    {
        var (first, last) = (entries[0].Sequence, entries[^1].Sequence);
        var sequences = entries.ConvertAll(entry => entry.Sequence);
        var wanted = last - first < 2 * entries.Count
            ? database.EntryTexts.Where(text => text.Sequence >= first && text.Sequence <= last)
            : database.EntryTexts.Where(text => sequences.Contains(text.Sequence));
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var text in wanted.Select(text => new { text.Hash, text.Text }).AsAsyncEnumerable().WithCancellation(cancellationToken))
            texts[text.Hash] = text.Text;
        return texts;
    }

    private static async Task AddPeopleAsync(
        PortalDbContext database, Dictionary<Guid, string> people, List<Entry> entries, CancellationToken cancellationToken)
    {
        var unknown = entries.Select(entry => entry.OnBehalfOf).OfType<Guid>().Distinct().Where(id => !people.ContainsKey(id)).ToList();
        if (unknown.Count is 0)
            return;
        foreach (var person in await database.Users
            .Where(user => unknown.Contains(user.Id))
            .Select(user => new { user.Id, user.DisplayName })
            .ToListAsync(cancellationToken))
            people[person.Id] = person.DisplayName;
    }

    private static async Task SendAsync(EntryFormat format, Stream stream, CancellationToken cancellationToken)
    {
        format.Flush();
        await stream.WriteAsync(format.To.GetBuffer().AsMemory(0, (int)format.To.Length), cancellationToken);
        format.To.SetLength(0);
    }
}
