using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launches.Single;

/// <summary>What the queries about one launch have in common.</summary>
internal static class LaunchPartsQuery
{
    /// <summary>A launch with its steps in their order; null when there is none that the actor may see.</summary>
    public static Task<Launch?> FindLaunchAsync(this PortalDbContext database, Guid id, Actor actor, CancellationToken cancellationToken) =>
        database.Launches.AsNoTracking()
            .Include(launch => launch.Steps.OrderBy(step => step.Index))
            .Where(Visibility.LaunchesVisibleTo(actor, database.Controls))
            .SingleOrDefaultAsync(launch => launch.Id == id, cancellationToken);

    /// <summary>The controls of its steps by their id, with where they stand.</summary>
    public static Task<Dictionary<Guid, ReleaseControl>> FindControlsAsync(
        this PortalDbContext database, Launch launch, CancellationToken cancellationToken)
    {
        var ids = launch.Steps.Select(step => step.ControlId).ToList();
        return database.Controls.AsNoTracking()
            .Include(control => control.States)
            .Where(control => ids.Contains(control.Id))
            .ToDictionaryAsync(control => control.Id, cancellationToken);
    }

    /// <summary>What a control needs to say what a step would do to it; nothing is changed with it.</summary>
    public static async Task<Circumstances> CircumstancesAsync(
        this PortalDbContext database, Launch launch, Actor actor, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var groups = await database.Groups.AsNoTracking().ToDictionaryAsync(group => group.Key, group => group.Name, cancellationToken);
        var environment = await database.Environments.Where(known => known.Key == launch.Environment).Select(known => known.Name).SingleOrDefaultAsync(cancellationToken);
        return new Circumstances(actor, at, Guid.Empty, environment ?? launch.Environment, groups);
    }

    /// <summary>Who made those entries, and when, as far as the actor may read them.</summary>
    public static async Task<Dictionary<Guid, Touch>> FindTouchesAsync(
        this PortalDbContext database, IReadOnlyCollection<Guid> entries, Actor actor, CancellationToken cancellationToken)
    {
        var visible = database.Entries
            .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
            .Where(entry => entries.Contains(entry.Id));
        return (await database.ReadLinesAsync(visible, cancellationToken))
            .ToDictionary(line => line.Entry.Id, line => new Touch(line.ActorName, line.Entry.At));
    }
}

/// <summary>Who changed a control last, and when.</summary>
public sealed record Touch(string Who, DateTimeOffset At);
