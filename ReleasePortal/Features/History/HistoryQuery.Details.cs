using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Components.Entries;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History;

public sealed partial class HistoryQuery
{
    /// <summary>As many neighbours as an opened row lists.</summary>
    public const int MostNeighbours = 50;

    /// <summary>More members of one group than these are only counted.</summary>
    private const int MostMembers = 1_000;

    /// <summary>One entry as a sentence; null when there is none that the actor may see.</summary>
    public async Task<HistoryRow?> RowAsync(Guid id, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var entries = await VisibleTo(actor, database).Where(entry => entry.Id == id).ToListAsync(cancellationToken);
        return (await RowsAsync(database, entries, actor, cancellationToken)).SingleOrDefault();
    }

    /// <summary>One entry with what belongs to it; null when there is none that the actor may see.</summary>
    public async Task<HistoryDetails?> DetailsAsync(Guid id, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var visible = VisibleTo(actor, database);
        if (await visible.SingleOrDefaultAsync(entry => entry.Id == id, cancellationToken) is not { } entry)
            return null;

        var line = (await database.ReadLinesAsync([entry], cancellationToken))[0];
        var together = visible.Where(other => other.Correlation == entry.Correlation && other.Id != id);
        var neighbours = await together.OrderBy(other => other.Sequence).Take(MostNeighbours).ToListAsync(cancellationToken);
        var background = new EntryBackgroundQuery(database, visible);
        var (asked, approved) = await background.AgreementAsync(line, cancellationToken);
        return new HistoryDetails(
            line,
            await NamesAsync(database, line, cancellationToken),
            await RowsAsync(database, neighbours, actor, cancellationToken),
            Visibility.SeesSequenceNumbers(actor) ? new PlaceInChain(entry.Sequence, entry.Hash, entry.Canonical) : null)
        {
            MoreNeighbours = neighbours.Count < MostNeighbours ? 0 : await together.CountAsync(cancellationToken) - MostNeighbours,
            Session = await background.SessionAsync(line, cancellationToken),
            Asked = asked,
            Approved = approved,
        };
    }

    private static IQueryable<Entry> VisibleTo(Actor actor, PortalDbContext database) =>
        database.Entries.AsNoTracking().Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps));

    private static async Task<EntryNames> NamesAsync(PortalDbContext database, EntryLine line, CancellationToken cancellationToken)
    {
        var people = new[] { line.Before, line.After }.SelectMany(PeopleIn).ToList();
        return new EntryNames
        {
            Groups = await database.Groups.ToDictionaryAsync(group => group.Key, group => group.Name, cancellationToken),
            Areas = await database.Areas.ToDictionaryAsync(area => area.Key, area => area.Name, cancellationToken),
            Environments = await database.Environments.ToDictionaryAsync(known => known.Key, known => known.Name, cancellationToken),
            People = await database.Users.Where(user => people.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancellationToken),
            Variants = line.Entry.SubjectKind is SubjectKind.Control
                ? (await database.Controls.Where(control => control.Id == line.Entry.SubjectId).Select(control => control.Variants).SingleAsync(cancellationToken))
                    .ToDictionary(variant => variant.Key, variant => variant.Name, StringComparer.Ordinal)
                : EntryNames.None.Variants,
            MostMembers = MostMembers,
        };
    }

    // Who approved a launch, and for whom a key acts.
    private static IEnumerable<Guid> PeopleIn(JsonNode? state) => new[] { "approvedBy", "actsFor" }
        .Select(name => (state as JsonObject)?[name]?.GetValue<string>())
        .OfType<string>()
        .Select(Guid.Parse);
}
