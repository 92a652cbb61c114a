using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Data.Deployments;

/// <summary>What became of a report.</summary>
/// <param name="Deployment">What is recorded, with its version.</param>
/// <param name="IsNew">False when the same report had come before: nothing was done.</param>
/// <param name="IsRunning">Whether the environment runs this now; false for one that came after a newer one, and for what was removed.</param>
public sealed record RecordedDeployment(Deployment Deployment, bool IsNew, bool IsRunning);

/// <summary>Records what is reported: each report once, in whatever order they come.</summary>
public sealed class DeploymentStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private const int MostAttempts = 5;

    /// <summary>Records a deployment.</summary>
    /// <returns>What became of it, or why it was not recorded.</returns>
    public async Task<Result<RecordedDeployment>> RecordAsync(DeploymentReport report, CancellationToken cancellationToken = default)
    {
        if (report.Check(clock.GetUtcNow()) is { } invalid)
            return invalid;

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RecordOnceAsync(report, cancellationToken);
            }
            catch (DbUpdateException) when (attempt < MostAttempts)
            {
                // Another report of the same software, or the same report, was being written: read again what is there now.
            }
        }
    }

    private async Task<Result<RecordedDeployment>> RecordOnceAsync(DeploymentReport report, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await FindEnvironmentAsync(database, report.Environment, cancellationToken) is not { } environment)
            return new Invalid("environment", "UnknownEnvironment", report.Environment);

        var running = await database.RunningSoftware
            .SingleOrDefaultAsync(one => one.Software == report.Software && one.Environment == environment, cancellationToken);
        if (await FindAsync(database, report, cancellationToken) is { } known)
            return known.Says(report, environment) ? new RecordedDeployment(known, IsNew: false, running?.DeploymentId == known.Id) : new ReportedOtherwise(report.Id);

        var before = running is null or { IsRemoved: true } ? null : await database.SoftwareVersions.FindAsync([running.VersionId], cancellationToken);
        var version = await VersionAsync(database, report, before, cancellationToken);
        var isLatest = running is null || report.At >= running.At;
        var goesBack = isLatest && before is not null && report.Kind is not DeploymentKind.Removed && Deployment.GoesBack(before.Version, version.Version);
        var deployment = new Deployment(report, environment, version, goesBack, clock.GetUtcNow());
        database.Add(deployment);
        await database.SaveChangesAsync(cancellationToken);
        if (isLatest)
            Run(database, running, deployment);
        await ArriveAsync(database, version, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return new RecordedDeployment(deployment, IsNew: true, isLatest && report.Kind is not DeploymentKind.Removed);
    }

    private static Task<Deployment?> FindAsync(PortalDbContext database, DeploymentReport report, CancellationToken cancellationToken) =>
        database.Deployments.Include(deployment => deployment.Version)
            .SingleOrDefaultAsync(deployment => deployment.Source == report.Source && deployment.ReportId == report.Id, cancellationToken);

    // Other tools know environments by the names that people gave them.
    private static async Task<string?> FindEnvironmentAsync(PortalDbContext database, string named, CancellationToken cancellationToken)
    {
        var environments = await database.Environments.Select(one => new { one.Key, one.Name }).ToListAsync(cancellationToken);
        return (environments.Find(one => one.Key == named)
            ?? environments.Find(one => string.Equals(one.Name, named, StringComparison.OrdinalIgnoreCase) || string.Equals(one.Key, named, StringComparison.OrdinalIgnoreCase)))?.Key;
    }

    // Who removes need not know the version.
    private static async Task<SoftwareVersion> VersionAsync(
        PortalDbContext database, DeploymentReport report, SoftwareVersion? running, CancellationToken cancellationToken)
    {
        if (report.Version.Length is 0 && running is not null)
            return running;

        var version = await database.SoftwareVersions.Include(one => one.Controls)
            .SingleOrDefaultAsync(one => one.Software == report.Software && one.Version == report.Version, cancellationToken);
        if (version is null)
            database.Add(version = new SoftwareVersion(report.Software, report.Version));
        if (report.Controls is { } controls)
            version.Carry(controls);
        return version;
    }

    // All that the version carries, wherever it was installed: another report may only now have told what it carries.
    private static async Task ArriveAsync(PortalDbContext database, SoftwareVersion version, CancellationToken cancellationToken)
    {
        if (version.Controls.Count is 0)
            return;

        var installed = await database.Deployments
            .Where(deployment => deployment.VersionId == version.Id && deployment.Kind != DeploymentKind.Removed)
            .GroupBy(deployment => deployment.Environment)
            .Select(same => new { Environment = same.Key, At = same.Min(deployment => deployment.At) })
            .ToListAsync(cancellationToken);
        var known = await database.Arrivals
            .Where(arrival => arrival.Software == version.Software && database.CarriedControls.Any(carried => carried.VersionId == version.Id && carried.Control == arrival.Control))
            .ToDictionaryAsync(arrival => (arrival.Control, arrival.Environment), cancellationToken);
        foreach (var (place, control) in installed.SelectMany(place => version.Controls, (place, carried) => (place, carried.Control)))
        {
            if (!known.TryGetValue((control, place.Environment), out var arrival))
                database.Add(new Arrival { Control = control, Environment = place.Environment, Software = version.Software, At = place.At });
            else if (place.At < arrival.At)
                arrival.At = place.At;
        }
    }

    private static void Run(PortalDbContext database, RunningSoftware? running, Deployment deployment)
    {
        if (running is null)
            database.Add(running = new RunningSoftware { Software = deployment.Software, Environment = deployment.Environment });
        (running.DeploymentId, running.VersionId) = (deployment.Id, deployment.VersionId);
        (running.At, running.IsRemoved) = (deployment.At, deployment.Kind is DeploymentKind.Removed);
    }
}
