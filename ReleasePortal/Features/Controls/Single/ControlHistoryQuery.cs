using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.Controls.Single;

/// <summary>The history of one control, newest first.</summary>
public sealed class ControlHistoryQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The next entries that the actor may read.</summary>
    /// <param name="control">The control's id.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="before">The sequence of the last entry that is shown; null for the newest.</param>
    /// <param name="most">How many at most.</param>
    public async Task<IReadOnlyList<EntryLine>> ReadAsync(
        Guid control, Actor actor, long? before, int most, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var entries = database.Entries
            .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
            .Where(entry => entry.SubjectId == control && (before == null || entry.Sequence < before))
            .OrderByDescending(entry => entry.Sequence)
            .Take(most);
        return await database.ReadLinesAsync(entries, cancellationToken);
    }
}
