using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Features.Deployments.List;

/// <summary>
/// What was deployed where, newest first. Who has no operational sight meets only versions that carry a business control, and of
/// their controls only those.
/// </summary>
public sealed class DeploymentListQuery(IDbContextFactory<PortalDbContext> contexts)
{
    public const int StretchLength = 50;

    /// <summary>As many as a list of choices offers.</summary>
    private const int MostChoices = 500;

    public async Task<DeploymentStretch> ListAsync(DeploymentFilter filter, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var known = KnownTo(database, actor);
        var found = VisibleTo(database, actor);
        if (filter.Environment is { } environment)
            found = found.Where(deployment => deployment.Environment == environment);
        if (filter.Software is { } software)
            found = found.Where(deployment => deployment.Software == software);
        if (filter.Control is { } control)
            found = SeesAll(actor)
                ? found.Where(deployment => deployment.Version!.Controls.Any(carried => carried.Control == control))
                : found.Where(deployment => deployment.Version!.Controls.Any(carried => carried.Control == control) && known.Any(one => one.Key == control));
        if (filter.Before is { } before)
            found = found.Where(deployment => deployment.At < before.At || (deployment.At == before.At && deployment.Id < before.Id));

        var deployments = await found
            .Include(deployment => deployment.Version!.Controls)
            .OrderByDescending(deployment => deployment.At).ThenByDescending(deployment => deployment.Id)
            .Take(StretchLength + 1)
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
        var keys = deployments.SelectMany(deployment => deployment.Version!.Controls).Select(carried => carried.Control).Distinct().ToList();
        var names = await known.Where(one => keys.Contains(one.Key)).ToDictionaryAsync(one => one.Key, one => (one.Name, one.Purpose), cancellationToken);
        return new DeploymentStretch(
            [.. deployments.Take(StretchLength).Select(deployment => RowOf(deployment, actor, names))],
            deployments.Count > StretchLength);
    }

    /// <summary>What the list can be narrowed to, as far as the actor may know it.</summary>
    public async Task<DeploymentChoices> ChoicesAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var known = KnownTo(database, actor);
        var all = SeesAll(actor);
        var software = await database.SoftwareVersions.AsNoTracking()
            .Where(version => all || version.Controls.Any(carried => known.Any(control => control.Key == carried.Control)))
            .Select(version => version.Software)
            .Distinct().OrderBy(name => name).Take(MostChoices)
            .ToListAsync(cancellationToken);
        var controls = await known
            .Where(control => database.CarriedControls.Any(carried => carried.Control == control.Key))
            .OrderBy(control => control.Name).Take(MostChoices)
            .Select(control => new { control.Key, control.Name })
            .ToListAsync(cancellationToken);
        return new DeploymentChoices(software, [.. controls.Select(control => (control.Key, control.Name))]);
    }

    private static IQueryable<Deployment> VisibleTo(PortalDbContext database, Actor actor) =>
        database.Deployments.AsNoTracking().Where(Visibility.DeploymentsVisibleTo(actor, database.Controls));

    private static bool SeesAll(Actor actor) => AccessRules.Allows(actor, Operation.SeeDeployments, Purpose.Operational);

    private static IQueryable<ReleaseControl> KnownTo(PortalDbContext database, Actor actor) =>
        database.Controls.AsNoTracking().Where(Visibility.ControlsInDeploymentsOf(actor));

    private static DeploymentRow RowOf(Deployment deployment, Actor actor, Dictionary<string, (string Name, Purpose Purpose)> names) => new()
    {
        Id = deployment.Id,
        Software = deployment.Software,
        Version = deployment.Version!.Version,
        Environment = deployment.Environment,
        Kind = deployment.Kind,
        At = deployment.At,
        Commit = deployment.Commit,
        By = deployment.By,
        Link = deployment.Link is { } link && DeploymentReport.IsWebAddress(link) ? link : null,
        Controls =
        [
            .. deployment.Version.Controls
                .Select(carried => carried.Control)
                .Where(key => names.ContainsKey(key) || SeesAll(actor))
                .Select(key => names.TryGetValue(key, out var control)
                    ? new RowControl(key, control.Name, AccessRules.Allows(actor, Operation.SeeControl, control.Purpose))
                    : new RowControl(key, key, HasPage: false))
                .OrderBy(control => control.Name, StringComparer.CurrentCulture),
        ],
    };
}
