using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.History.Export.Evidence;

/// <summary>What a pack says in rows: worked out from entries alone, so that whoever doubts it can do the same.</summary>
public sealed class EvidenceTablesQuery(IStringLocalizer<ExportTexts> texts)
{
    private const int AtOnce = 500;

    private static readonly string[] Approvals = [nameof(SubmitLaunch), nameof(ApproveLaunch), nameof(RejectLaunch)];

    /// <summary>Who there was, and with which roles, after an entry.</summary>
    public async Task WritePeopleAsync(PortalDbContext database, StreamWriter writer, long last, CancellationToken cancellationToken)
    {
        // An entry holds the whole of what it left behind: the last one of each person is enough, and for those who changed only in what
        // was archived, the one that was kept.
        var people = new Dictionary<Guid, (Entry Entry, PersonSnapshot Person)>();
        foreach (var entries in new IQueryable<Entry>[] { database.BaseEntries, database.Entries })
        {
            var ofPeople = entries.AsNoTracking().Where(entry => entry.SubjectKind == SubjectKind.Person
                && entry.Action != nameof(RecordDoorEvent) && entry.Action != nameof(RecordExport) && entry.Sequence <= last);
            await foreach (var line in LinesAsync(database, ofPeople, after: 0, cancellationToken))
            {
                if (line.After.Deserialize<PersonSnapshot>(HistoryJson.Options) is { } person)
                    people[line.Entry.SubjectId] = (line.Entry, person);
            }
        }

        Csv.Row(writer, texts["Csv.Name"], texts["Csv.Email"], texts["Csv.Roles"], texts["Csv.Disabled"], texts["Csv.Id"], texts["Csv.Since"], texts["Csv.Number"]);
        foreach (var (id, (entry, person)) in people.OrderBy(known => known.Value.Person.Name.Value, StringComparer.Ordinal).ThenBy(known => known.Key))
        {
            Csv.Row(
                writer,
                person.Name.Value,
                person.Email.Value,
                string.Join(", ", person.Roles.Order().Select(role => texts[$"Role.{role}"].Value)),
                person.Disabled ? texts["Csv.Yes"] : null,
                id.ToString(),
                CheckpointStatement.Instant(entry.At),
                entry.Sequence.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>What was asked for, approved and turned down in the period, by whom and with which words.</summary>
    public async Task WriteApprovalsAsync(
        PortalDbContext database, StreamWriter writer, EvidencePart part, EvidencePeriod period, CancellationToken cancellationToken)
    {
        Csv.Row(
            writer,
            texts["Csv.Number"], texts["Csv.At"], texts["Csv.Local", period.Zone.Id], texts["Csv.Who"], texts["Csv.Did"], texts["Csv.Note"], texts["Csv.Environment"], texts["Csv.Id"]);
        var entries = database.Entries.AsNoTracking().Where(entry => Approvals.Contains(entry.Action) && entry.Sequence <= part.LastOfPeriod);
        await foreach (var line in LinesAsync(database, entries, after: part.FirstOfPeriod - 1, cancellationToken))
        {
            var launch = line.After.Deserialize<LaunchSnapshot>(HistoryJson.Options);
            Csv.Row(
                writer,
                line.Entry.Sequence.ToString(CultureInfo.InvariantCulture),
                CheckpointStatement.Instant(line.Entry.At),
                TimeZoneInfo.ConvertTime(line.Entry.At, period.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                line.ActorName,
                line.Sentence.Did().Plain(),
                line.Entry.Action is nameof(SubmitLaunch) ? line.Reason : launch?.Comment?.Value ?? line.Reason, // a comment stays until the next
                launch?.Environment,
                line.Entry.SubjectId.ToString());
        }
    }

    private static async IAsyncEnumerable<EntryLine> LinesAsync(
        PortalDbContext database, IQueryable<Entry> entries, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (List<EntryLine>? lines = null; lines is not { Count: < AtOnce }; after = lines is [.., var last] ? last.Entry.Sequence : after)
        {
            var from = after;
            lines = await database.ReadLinesAsync(entries.Where(entry => entry.Sequence > from).OrderBy(entry => entry.Sequence).Take(AtOnce), cancellationToken);
            foreach (var line in lines)
                yield return line;
        }
    }
}
