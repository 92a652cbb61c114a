using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History;

public sealed partial class HistoryQuery
{
    /// <summary>Entries that the reader may see, as sentences in their order.</summary>
    private static async Task<IReadOnlyList<HistoryRow>> RowsAsync(
        PortalDbContext database, List<Entry> entries, Actor actor, CancellationToken cancellationToken)
    {
        if (entries.Count is 0)
            return [];

        var lines = await database.ReadLinesAsync(entries, cancellationToken);
        var pages = await PagesAsync(database, entries, actor, cancellationToken);
        var undoable = await UndoableAsync(database, entries, actor, cancellationToken);
        return
        [
            .. lines.Select(line => new HistoryRow
            {
                Sequence = line.Entry.Sequence,
                Id = line.Entry.Id,
                At = line.Entry.At,
                Who = line.ActorName,
                Said = line.Sentence.Did(),
                Reason = line.Reason,
                Source = line.Entry.Source,
                DuringFreeze = line.DuringFreeze,
                LinkName = line.Sentence.Words[WordOf(line.Entry.SubjectKind)]?.ToString(),
                Href = pages.GetValueOrDefault(line.Entry.SubjectId),
                CanUndo = undoable.Contains(line.Entry.Id),
            }),
        ];
    }

    private static string WordOf(SubjectKind kind) => kind switch
    {
        SubjectKind.Group => "group",
        SubjectKind.Launch => "launch",
        _ => "control",
    };

    // The pages that this reader has: an auditor reads of a kill switch but has no page for it.
    private static async Task<Dictionary<Guid, string>> PagesAsync(
        PortalDbContext database, List<Entry> entries, Actor actor, CancellationToken cancellationToken)
    {
        var subjects = entries.Select(entry => entry.SubjectId).Distinct().ToList();
        var controls = await database.Controls
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => subjects.Contains(control.Id))
            .Select(control => new { control.Id, Href = "/controls/" + control.Key })
            .ToListAsync(cancellationToken);
        var groups = AccessRules.Allows(actor, Operation.SeeGroups)
            ? await database.Groups
                .Where(group => subjects.Contains(group.Id))
                .Select(group => new { group.Id, Href = "/audiences/" + group.Key })
                .ToListAsync(cancellationToken)
            : [];
        var launches = await database.Launches
            .Where(Visibility.LaunchesVisibleTo(actor, database.Controls))
            .Where(launch => subjects.Contains(launch.Id))
            .Select(launch => launch.Id)
            .ToListAsync(cancellationToken);
        return controls.Concat(groups)
            .Concat(launches.Select(id => new { Id = id, Href = $"/launches/{id}" }))
            .ToDictionary(page => page.Id, page => page.Href);
    }

    private static async Task<HashSet<Guid>> UndoableAsync(
        PortalDbContext database, List<Entry> entries, Actor actor, CancellationToken cancellationToken)
    {
        var ids = entries.Where(entry => entry.Environment is not null).Select(entry => (Guid?)entry.Id).ToList();
        if (ids.Count is 0)
            return [];

        var last = await database.States
            .Where(state => ids.Contains(state.LastEntry))
            .Join(
                database.Controls.Where(Visibility.ControlsVisibleTo(actor)).Where(control => control.RetiredAt == null),
                state => state.ControlId,
                control => control.Id,
                (state, control) => new { state.LastEntry, state.Environment, control.Purpose, control.Area })
            .ToListAsync(cancellationToken);
        return
        [
            .. last
                .Where(state => AccessRules.Allows(actor, Operation.Release, state.Purpose, state.Area, state.Environment))
                .Select(state => state.LastEntry!.Value),
        ];
    }
}
