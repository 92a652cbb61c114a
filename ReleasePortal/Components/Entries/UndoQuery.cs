using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Components.Entries;

/// <summary>The change that takes an entry back.</summary>
public sealed class UndoQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Undoing that entry; null when there is none that the actor may see, or it is not about a control's state.</summary>
    public async Task<UndoSubject?> FindAsync(Guid entry, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await database.Entries.AsNoTracking()
            .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
            .SingleOrDefaultAsync(known => known.Id == entry && known.Environment != null, cancellationToken);
        var control = found is null
            ? null
            : await database.Controls.AsNoTracking()
                .Where(Visibility.ControlsVisibleTo(actor))
                .SingleOrDefaultAsync(known => known.Id == found.SubjectId, cancellationToken);
        if (found is null || control is null)
            return null;

        var line = (await database.ReadLinesAsync([found], cancellationToken))[0];
        var undo = new Undo(control.Key, found.Environment!, entry) { StateBefore = line.StateBefore() };
        return new UndoSubject(undo, control.Name, control.Purpose);
    }
}

/// <summary>What is asked before an entry is taken back.</summary>
/// <param name="Change">With the state that would come back, for the preview.</param>
/// <param name="Control">The control's name.</param>
/// <param name="Purpose">Its purpose now.</param>
public sealed record UndoSubject(Undo Change, string Control, Purpose Purpose);
