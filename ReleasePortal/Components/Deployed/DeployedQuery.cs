using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Components.Deployed;

/// <summary>
/// Where controls are deployed, as far as it was reported. Asked about controls that the reader may see: software and versions are
/// told with them.
/// </summary>
/// <remarks>
/// A version of which nobody said what it carries is never taken for one that carries nothing, and an environment on which nothing
/// was ever reported is not known to lack anything.
/// </remarks>
public sealed class DeployedQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Where one control is on every environment.</summary>
    public Task<DeployedView> ReadAsync(string control, CancellationToken cancellationToken = default) =>
        ReadAsync([control], environment: null, cancellationToken);

    /// <param name="controls">Keys of controls that the reader may see.</param>
    /// <param name="environment">The key of an environment; null for all of them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<DeployedView> ReadAsync(IReadOnlyCollection<string> controls, string? environment, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var keys = controls.ToList();
        var carriers = await CarriersAsync(database, keys, cancellationToken);
        if (carriers.Count is 0)
            return DeployedView.Nothing;

        var running = await RunningAsync(database, environment, cancellationToken);
        var here = await HereAsync(database, keys, environment, cancellationToken);
        var lacking = keys.Where(key => running.Select(one => one.Environment).Distinct(StringComparer.Ordinal).Any(place => !here.ContainsKey((key, place)))).ToList();
        var gone = await GoneAsync(database, lacking, environment, cancellationToken);
        return new DeployedView(
            from place in running.GroupBy(one => one.Environment, StringComparer.Ordinal)
            from carrier in carriers
            let found = here.GetValueOrDefault((carrier.Key, place.Key)) ?? Missing(carrier, [.. place], gone)
            where found is not null
            select found);
    }

    // Which software carries a control, in any version.
    private static async Task<ILookup<string, string>> CarriersAsync(PortalDbContext database, List<string> keys, CancellationToken cancellationToken)
    {
        var carriers = await (
            from carried in database.CarriedControls
            join version in database.SoftwareVersions on carried.VersionId equals version.Id
            where keys.Contains(carried.Control)
            select new { carried.Control, version.Software }).Distinct().ToListAsync(cancellationToken);
        return carriers.ToLookup(one => one.Control, one => one.Software, StringComparer.Ordinal);
    }

    private static Task<List<RunningNow>> RunningAsync(PortalDbContext database, string? environment, CancellationToken cancellationToken) => (
        from running in database.RunningSoftware
        join version in database.SoftwareVersions on running.VersionId equals version.Id
        join deployment in database.Deployments on running.DeploymentId equals deployment.Id
        where environment == null || running.Environment == environment
        select new RunningNow(running.Environment, running.Software, version.Version, version.IsTold, running.IsRemoved, running.At, deployment.Kind))
        .ToListAsync(cancellationToken);

    // Those that what runs now carries, and since when without a break.
    private static async Task<Dictionary<(string Control, string Environment), Whereabouts>> HereAsync(
        PortalDbContext database, List<string> keys, string? environment, CancellationToken cancellationToken)
    {
        var found = await (
            from carried in database.CarriedControls
            join running in database.RunningSoftware on carried.VersionId equals running.VersionId
            join version in database.SoftwareVersions on running.VersionId equals version.Id
            where keys.Contains(carried.Control) && !running.IsRemoved && (environment == null || running.Environment == environment)
            select new
            {
                carried.Control,
                running.Environment,
                running.Software,
                running.At,
                version.Version,
                Without = database.Deployments
                    .Where(before => before.Software == running.Software && before.Environment == running.Environment && before.At < running.At
                        && (before.Kind == DeploymentKind.Removed
                            || (before.Version!.IsTold && !database.CarriedControls.Any(other => other.VersionId == before.VersionId && other.Control == carried.Control))))
                    .Max(before => (DateTimeOffset?)before.At),
            }).ToListAsync(cancellationToken);

        var here = new Dictionary<(string, string), Whereabouts>();
        foreach (var stretch in found.GroupBy(one => (one.Software, one.Environment, one.Without)))
        {
            var (software, place, without) = stretch.Key;
            var those = stretch.Select(one => one.Control).ToList();
            var from = without ?? DateTimeOffset.MinValue;
            var first = await database.CarriedControls
                .Where(carried => those.Contains(carried.Control))
                .SelectMany(
                    carried => database.Deployments.Where(one => one.VersionId == carried.VersionId && one.Environment == place && one.Software == software && one.At > from),
                    (carried, one) => new { carried.Control, one.At, one.Version!.Version })
                .GroupBy(one => one.Control)
                .Select(came => new { Control = came.Key, At = came.Min(one => one.At) })
                .ToDictionaryAsync(came => came.Control, came => came.At, cancellationToken);
            var instants = first.Values.Distinct().ToList();
            var versions = await database.Deployments
                .Where(one => one.Software == software && one.Environment == place && instants.Contains(one.At))
                .Select(one => new { one.At, one.Version!.Version })
                .ToListAsync(cancellationToken);
            foreach (var one in stretch)
            {
                var since = first.GetValueOrDefault(one.Control, one.At);
                here[(one.Control, place)] = new Whereabouts(one.Control, place, Presence.Deployed)
                {
                    Software = software,
                    Running = one.Version,
                    CameWith = versions.Find(version => version.At == since)?.Version ?? one.Version,
                    Since = since,
                };
            }
        }

        return here;
    }

    // The last version that carried them, of software that was here.
    private static async Task<ILookup<(string Control, string Environment, string Software), string>> GoneAsync(
        PortalDbContext database, List<string> keys, string? environment, CancellationToken cancellationToken)
    {
        var gone = keys.Count is 0 ? [] : await (
            from carried in database.CarriedControls
            join deployment in database.Deployments on carried.VersionId equals deployment.VersionId
            where keys.Contains(carried.Control) && (environment == null || deployment.Environment == environment)
            group deployment by new { carried.Control, deployment.Environment, deployment.Software, deployment.Version!.Version } into those
            select new { those.Key.Control, those.Key.Environment, those.Key.Software, those.Key.Version, At = those.Max(one => one.At) })
            .ToListAsync(cancellationToken);
        return gone.OrderByDescending(one => one.At).ToLookup(one => (one.Control, one.Environment, one.Software), one => one.Version);
    }

    // What is worst counts: one that was here and went is missed by somebody.
    private static Whereabouts? Missing(IGrouping<string, string> carrier, IReadOnlyList<RunningNow> place, ILookup<(string, string, string), string> gone)
    {
        var environment = place[0].Environment;
        var carriers = place.Where(one => carrier.Contains(one.Software, StringComparer.Ordinal)).ToList();
        if (carriers.Exists(one => !one.IsRemoved && !one.IsTold))
            return null; // it may carry the control: nobody said

        var went = carriers
            .Select(one => (Running: one, With: gone[(carrier.Key, environment, one.Software)].FirstOrDefault()))
            .Where(one => one.With is not null)
            .OrderByDescending(one => one.Running.At)
            .FirstOrDefault();
        if (went.With is { } with)
        {
            return new Whereabouts(carrier.Key, environment, went.Running.PresenceAfter(with))
            {
                Software = went.Running.Software,
                Running = went.Running.IsRemoved ? "" : went.Running.Version,
                CameWith = with,
                Since = went.Running.At,
            };
        }

        var older = carriers.Find(one => !one.IsRemoved);
        return new Whereabouts(carrier.Key, environment, Presence.NotDeployed)
        {
            Software = older?.Software ?? carrier.First(),
            Running = older?.Version ?? "",
        };
    }

    private sealed record RunningNow(string Environment, string Software, string Version, bool IsTold, bool IsRemoved, DateTimeOffset At, DeploymentKind Kind)
    {
        public Presence PresenceAfter(string with) =>
            IsRemoved ? Presence.Removed
            : Kind is DeploymentKind.RolledBack || Deployment.GoesBack(with, Version) ? Presence.RolledBack
            : Presence.NoLonger;
    }
}
