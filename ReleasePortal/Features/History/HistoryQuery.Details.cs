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

    /// <summary>One entry with what belongs to it; null when there is none that the actor may see.</summary>
    public async Task<HistoryDetails?> DetailsAsync(Guid id, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var visible = database.Entries.AsNoTracking().Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps));
        if (await visible.SingleOrDefaultAsync(entry => entry.Id == id, cancellationToken) is not { } entry)
            return null;

        var neighbours = await visible
            .Where(other => other.Correlation == entry.Correlation && other.Id != id)
            .OrderBy(other => other.Sequence)
            .Take(MostNeighbours)
            .ToListAsync(cancellationToken);
        return new HistoryDetails(
            (await database.ReadLinesAsync([entry], cancellationToken))[0],
            await NamesAsync(database, entry, cancellationToken),
            await RowsAsync(database, neighbours, actor, cancellationToken),
            Visibility.SeesSequenceNumbers(actor) ? new PlaceInChain(entry.Sequence, entry.Hash, entry.Canonical) : null);
    }

    private static async Task<EntryNames> NamesAsync(PortalDbContext database, Entry entry, CancellationToken cancellationToken) => new()
    {
        Groups = await database.Groups.ToDictionaryAsync(group => group.Key, group => group.Name, cancellationToken),
        Areas = await database.Areas.ToDictionaryAsync(area => area.Key, area => area.Name, cancellationToken),
        Environments = await database.Environments.ToDictionaryAsync(known => known.Key, known => known.Name, cancellationToken),
        Variants = entry.SubjectKind is SubjectKind.Control
            ? (await database.Controls.Where(control => control.Id == entry.SubjectId).Select(control => control.Variants).SingleAsync(cancellationToken))
                .ToDictionary(variant => variant.Key, variant => variant.Name, StringComparer.Ordinal)
            : EntryNames.None.Variants,
    };
}
