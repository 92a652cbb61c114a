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
        var found = Narrowed(database, filter, actor);
        if (filter.Before is { } before)
            found = found.Where(deployment => deployment.At < before.At || (deployment.At == before.At && deployment.Id < before.Id));
        return await ReadAsync(database, found, StretchLength, actor, cancellationToken);
    }

    /// <summary>The newest ones of a period.</summary>
    /// <param name="filter">What they are narrowed to.</param>
    /// <param name="from">The first instant of the period.</param>
    /// <param name="until">The first instant after it.</param>
    /// <param name="most">As many as are wanted.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DeploymentStretch> OfPeriodAsync(
        DeploymentFilter filter, DateTimeOffset from, DateTimeOffset until, int most, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(database, OfPeriod(Narrowed(database, filter, actor), from, until), most, actor, cancellationToken);
    }

    /// <summary>How many there are of each stretch between two of these instants.</summary>
    public async Task<IReadOnlyList<int>> CountAsync(DeploymentFilter filter, IReadOnlyList<DateTimeOffset> instants, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var found = Narrowed(database, filter, actor);
        var counts = new List<int>();
        foreach (var (from, until) in instants.Zip(instants.Skip(1)))
            counts.Add(await OfPeriod(found, from, until).CountAsync(cancellationToken));
        return counts;
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

    private static IQueryable<Deployment> OfPeriod(IQueryable<Deployment> deployments, DateTimeOffset from, DateTimeOffset until)
    {
        var (first, after) = (from.ToUniversalTime(), until.ToUniversalTime());
        return deployments.Where(deployment => deployment.At >= first && deployment.At < after);
    }

    private static IQueryable<Deployment> Narrowed(PortalDbContext database, DeploymentFilter filter, Actor actor)
    {
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
        return found;
    }

    private static async Task<DeploymentStretch> ReadAsync(
        PortalDbContext database, IQueryable<Deployment> found, int most, Actor actor, CancellationToken cancellationToken)
    {
        var deployments = await found
            .Include(deployment => deployment.Version!.Controls)
            .OrderByDescending(deployment => deployment.At).ThenByDescending(deployment => deployment.Id)
            .Take(most + 1)
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
        var keys = deployments.SelectMany(deployment => deployment.Version!.Controls).Select(carried => carried.Control).Distinct().ToList();
        var names = await KnownTo(database, actor).Where(one => keys.Contains(one.Key)).ToDictionaryAsync(one => one.Key, one => (one.Name, one.Purpose), cancellationToken);
        return new DeploymentStretch([.. deployments.Take(most).Select(deployment => RowOf(deployment, actor, names))], deployments.Count > most);
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
