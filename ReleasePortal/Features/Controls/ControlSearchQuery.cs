using Microsoft.EntityFrameworkCore;
using ReleasePortal.Components;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Controls;

/// <summary>The controls that a few letters are likely to mean.</summary>
public sealed class ControlSearchQuery(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Most = 6;

    /// <summary>Every word is in the name or the key; those that begin with the text first, retired ones last.</summary>
    public async Task<IReadOnlyList<FoundControl>> FindAsync(string text, Actor actor, string environment, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var found = database.Controls.AsNoTracking().Where(Visibility.ControlsVisibleTo(actor));
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
            found = found.Where(ControlMatching.Mentions(word));

        return await found
            .OrderBy(control => control.RetiredAt != null)
            .ThenByDescending(ControlMatching.BeginsWith(text.Trim()))
            .ThenBy(control => control.Name)
            .Take(Most)
            .Select(control => new FoundControl(
                control.Key,
                control.Name,
                control.RetiredAt != null,
                control.Kind == ControlKind.Toggle && control.Lifetime == Lifetime.LongLived && control.Purpose == Purpose.Operational,
                control.States.Where(state => state.Environment == environment).Select(state => state.Availability).FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>One control as the search box shows it.</summary>
public sealed record FoundControl(string Key, string Name, bool IsRetired, bool IsKillSwitch, Availability Availability);
