using Microsoft.EntityFrameworkCore;
using ReleasePortal.Components;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launches.Form;

/// <summary>What the form of a launch offers, and the launch that it edits.</summary>
public sealed class LaunchFormQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>As many as a person looks through before typing another letter.</summary>
    private const int MostFound = 6;

    /// <summary>Once something is chosen the list makes room for it.</summary>
    private const int FewFound = 3;

    /// <summary>Controls that the actor may see, best matches first; without a text the newest of those that are closed there.</summary>
    /// <param name="text">A part of the name or key.</param>
    /// <param name="environment">The environment's key.</param>
    /// <param name="except">Keys of controls that are chosen already.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<PickableControl>> FindAsync(
        string text, string environment, IReadOnlyList<string> except, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var found = database.Controls.AsNoTracking()
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => control.RetiredAt == null && !except.Contains(control.Key));
        var wanted = text.Trim();
        foreach (var word in wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
            found = found.Where(ControlMatching.Mentions(word));

        var ordered = found.OrderBy(control => control.Purpose == Purpose.Business ? 0 : 1);
        ordered = wanted.Length > 0
            ? ordered.ThenByDescending(ControlMatching.BeginsWith(wanted)).ThenBy(control => control.Name)
            : ordered
                .ThenBy(control => control.States.Any(state => state.Environment == environment && state.Availability != Availability.Closed) ? 1 : 0)
                .ThenByDescending(control => control.CreatedAt);
        var controls = await ordered
            .Include(control => control.States.Where(state => state.Environment == environment))
            .Take(wanted.Length is 0 && except.Count > 0 ? FewFound : MostFound)
            .ToListAsync(cancellationToken);
        return controls.ConvertAll(control => new PickableControl(
            control.Key, control.Name, control.Description, control.Kind, control.Purpose, control.IsKillSwitch, control.StateOn(environment)));
    }

    /// <summary>The launch as it is now; null when there is none that the actor may see.</summary>
    public async Task<LaunchToEdit?> FindLaunchAsync(Guid id, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var launch = await database.Launches.AsNoTracking()
            .Where(Visibility.LaunchesVisibleTo(actor, database.Controls))
            .Include(launch => launch.Steps.OrderBy(step => step.Index))
            .SingleOrDefaultAsync(launch => launch.Id == id, cancellationToken);
        if (launch is null)
            return null;

        var entries = database.Entries
            .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
            .Where(entry => entry.Id == launch.LastEntry);
        return new LaunchToEdit(launch, (await database.ReadLinesAsync(entries, cancellationToken)).FirstOrDefault());
    }
}

/// <summary>A control that can become a step.</summary>
public sealed record PickableControl(
    string Key, string Name, string Description, ControlKind Kind, Purpose Purpose, bool IsKillSwitch, ReleaseState State);

/// <summary>A launch to be edited.</summary>
/// <param name="Launch">As it is now.</param>
/// <param name="LastChange">What was last done to it, as far as the reader may know.</param>
public sealed record LaunchToEdit(Launch Launch, EntryLine? LastChange);
