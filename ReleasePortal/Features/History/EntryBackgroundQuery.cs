using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.History;

/// <summary>What an entry stands on, found in the entries before it that the reader may see: the sign-in of who did it, and who agreed.</summary>
/// <param name="database">Where they are read.</param>
/// <param name="visible">The entries that the reader may see.</param>
internal sealed class EntryBackgroundQuery(PortalDbContext database, IQueryable<Entry> visible)
{
    /// <summary>Whoever changes the password goes on in a new session; nobody does it so often in twelve hours.</summary>
    private const int MostSessions = 20;

    private static readonly string[] Beginnings = [nameof(RecordDoorEvent), nameof(ChangeOwnPassword), nameof(RecordKeyUse)];

    private static readonly string[] Plans =
        [nameof(CreateLaunch), nameof(EditLaunch), nameof(SubmitLaunch), nameof(ApproveLaunch), nameof(RejectLaunch)];

    /// <summary>What let the actor in; null where it is not known, or not the reader's to see.</summary>
    public async Task<SessionBegun?> SessionAsync(EntryLine line, CancellationToken cancellationToken)
    {
        var (session, found) = (line.Session, (EntryLine?)null);
        for (var hops = 0; session is not null && hops < MostSessions; hops++)
        {
            var beginning = await ReadAsync(
                visible.Where(entry => entry.Correlation == session && Beginnings.Contains(entry.Action)).OrderBy(entry => entry.Sequence), cancellationToken);
            if (beginning is null)
                break;
            found = beginning;
            session = found.Entry.Action is nameof(ChangeOwnPassword) ? found.Session : null;
        }

        return found is null ? null : new SessionBegun(found.Entry.Id, found.Entry.At, found.From, found.Entry.Action is nameof(RecordKeyUse));
    }

    /// <summary>Who wanted it and who agreed, where another person had to.</summary>
    public async Task<(Said? Asked, Said? Approved)> AgreementAsync(EntryLine line, CancellationToken cancellationToken) => line.Entry switch
    {
        { Action: nameof(HandOver) } when WasAsked(line) => (await HandOverAskedAsync(line.Entry, cancellationToken), null),
        { Action: nameof(StartLaunch) or nameof(AdvanceLaunch) } => await OfLaunchAsync(line.Entry, cancellationToken),
        { SubjectKind: SubjectKind.Control, Environment: not null, Action: not nameof(Undo) } => await OfLaunchAsync(line.Entry, cancellationToken),
        _ => (null, null),
    };

    private static bool WasAsked(EntryLine line) =>
        line.Before.Deserialize<ControlSnapshot>(HistoryJson.Options) is { HandOverAsked: true }
        && line.After.Deserialize<ControlSnapshot>(HistoryJson.Options) is { Purpose: Purpose.Business };

    private async Task<Said?> HandOverAskedAsync(Entry entry, CancellationToken cancellationToken)
    {
        var asked = await ReadAsync(
            visible
                .Where(other => other.SubjectId == entry.SubjectId && other.Action == nameof(HandOver) && other.Sequence < entry.Sequence)
                .OrderByDescending(other => other.Sequence),
            cancellationToken);
        return asked is null ? null : Say(asked, asked.Reason);
    }

    // The steps of a launch carry its id as their correlation. An edit makes an approval void, and so does turning it down.
    private async Task<(Said? Asked, Said? Approved)> OfLaunchAsync(Entry entry, CancellationToken cancellationToken)
    {
        var plans = visible
            .Where(other => other.Correlation == entry.Correlation && other.SubjectKind == SubjectKind.Launch
                && other.SubjectId == entry.Correlation && Plans.Contains(other.Action) && other.Sequence < entry.Sequence);
        var last = await ReadAsync(
            plans.Where(other => other.Action != nameof(SubmitLaunch)).OrderByDescending(other => other.Sequence), cancellationToken);
        if (last?.Entry.Action is not nameof(ApproveLaunch))
            return (null, null);

        var asked = await ReadAsync(
            plans.Where(other => other.Action == nameof(SubmitLaunch) && other.Sequence < last.Entry.Sequence).OrderByDescending(other => other.Sequence),
            cancellationToken);
        var note = last.After.Deserialize<LaunchSnapshot>(HistoryJson.Options)?.Comment?.Value;
        return (asked is null ? null : Say(asked, note: null), Say(last, note));
    }

    private static Said Say(EntryLine line, string? note) => new(line.Entry.Id, line.ActorName, line.Entry.At, note);

    private async Task<EntryLine?> ReadAsync(IOrderedQueryable<Entry> entries, CancellationToken cancellationToken) =>
        (await database.ReadLinesAsync(await entries.Take(1).ToListAsync(cancellationToken), cancellationToken)).FirstOrDefault();
}
