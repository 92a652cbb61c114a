using System.Collections.Concurrent;
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
        var people = new ConcurrentDictionary<Guid, string>();
        Task<Stretch> ReadAsync(long after) => ReadStretchAsync(
            database, Matching().Where(entry => entry.Sequence > after && entry.Sequence <= last), people, cancellationToken);

        format.Begin();
        var (first, count, next) = (0L, 0L, ReadAsync(after: 0));
        try
        {
            for (var stretch = await next; stretch.Entries is [.., var end]; stretch = await next)
            {
                if (await database.ReadAgainAsync(reader, cancellationToken) is not { } now || !now.Roles.SetEquals(reader.Roles))
                    return false;

                next = Task.Run(() => ReadAsync(end.Sequence), cancellationToken); // while this one is written
                foreach (var entry in stretch.Entries)
                {
                    using var told = new ToldEntry(entry, stretch.Texts, people);
                    format.Write(told);
                }

                await SendAsync(format, stream, cancellationToken);
                (first, count) = (first is 0 ? stretch.Entries[0].Sequence : first, count + stretch.Entries.Count);
                run.Tell(count, (double)(end.Sequence - first + 1) / (last - first + 1));
            }
        }
        finally
        {
            await Task.WhenAny(next); // before the context goes from under it
        }

        await SendAsync(format, stream, cancellationToken);
        return true;
    }

    private EntryFormat Format(ExportForm form, TimeZoneInfo zone, bool hasNumbers)
    {
        var buffer = new MemoryStream();
        return form is ExportForm.Csv ? new CsvFormat(buffer, zone, hasNumbers, texts, words) : new JsonLinesFormat(buffer, hasNumbers);
    }

    private static async Task<Stretch> ReadStretchAsync(
        PortalDbContext database, IQueryable<Entry> from, ConcurrentDictionary<Guid, string> people, CancellationToken cancellationToken)
    {
        var entries = await from.OrderBy(entry => entry.Sequence).Take(AtOnce).ToListAsync(cancellationToken);
        if (entries.Count is 0)
            return new Stretch(entries, new Dictionary<string, string>(StringComparer.Ordinal));

        await AddPeopleAsync(database, people, entries, cancellationToken);
        return new Stretch(entries, await TextsAsync(database, entries, cancellationToken));
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
        await foreach (var text in wanted.Select(text => new { text.Salt, text.Text }).AsAsyncEnumerable().WithCancellation(cancellationToken))
            texts[EntryText.HashOf(text.Salt, text.Text)] = text.Text;
        return texts;
    }

    private static async Task AddPeopleAsync(
        PortalDbContext database, ConcurrentDictionary<Guid, string> people, List<Entry> entries, CancellationToken cancellationToken)
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

    private sealed record Stretch(List<Entry> Entries, IReadOnlyDictionary<string, string> Texts);
}
