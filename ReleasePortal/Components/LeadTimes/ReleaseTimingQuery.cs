using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Components.LeadTimes;

/// <summary>
/// How far deployments and releases of a period are apart, from what was reported and from the history's entries, as far as the
/// reader may know them: nothing else is in any count.
/// </summary>
public sealed class ReleaseTimingQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Of how many deployments is told what they carried; that takes longer than all else.</summary>
    public const int MostDeployments = 2_000;

    /// <param name="scope">The period, and what it is narrowed to.</param>
    /// <param name="actor">Who reads; one who may not see deployments is told of nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ReleaseTiming> ReadAsync(TimingScope scope, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.SeeDeployments))
            return ReleaseTiming.None;

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var oneMoment = await database.BeginReadingAsync(cancellationToken);
        var known = await KnownAsync(database, scope, cancellationToken);
        var sight = new Sight(database, known, actor);
        var (deployments, closed, isCut) = await sight.CountAsync(cancellationToken);
        return new ReleaseTiming(await sight.ReleasesAsync(cancellationToken), deployments, closed, known.From > scope.From ? known.From : null)
        {
            AreNewest = isCut,
        };
    }

    /// <summary>The releases alone, and how many deployments were reported: without what these carried, which takes longer to tell.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<(IReadOnlyList<TimedRelease> Releases, int Deployments)> ReleasesAsync(TimingScope scope, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.SeeDeployments))
            return ([], 0);

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var oneMoment = await database.BeginReadingAsync(cancellationToken);
        var sight = new Sight(database, await KnownAsync(database, scope, cancellationToken), actor);
        return (await sight.ReleasesAsync(cancellationToken), await sight.DeploymentsOfPeriod.CountAsync(cancellationToken));
    }

    // What was archived is not counted.
    private static async Task<TimingScope> KnownAsync(PortalDbContext database, TimingScope scope, CancellationToken cancellationToken)
    {
        var archived = await database.Archives.OrderByDescending(archive => archive.Last).Select(archive => (DateTimeOffset?)archive.Until).FirstOrDefaultAsync(cancellationToken);
        return archived > scope.From ? scope with { From = archived.Value } : scope;
    }

    /// <summary>What one reader may know of one period.</summary>
    private sealed class Sight(PortalDbContext database, TimingScope scope, Actor actor)
    {
        private readonly DateTimeOffset _from = scope.From.ToUniversalTime();
        private readonly DateTimeOffset _until = scope.Until.ToUniversalTime();

        private IQueryable<ReleaseControl> Controls => database.Controls.AsNoTracking()
            .Where(Visibility.ControlsInDeploymentsOf(actor))
            .Where(control => scope.Control == null || control.Key == scope.Control);

        // What installs something, wherever it is looked at, at any time.
        private IQueryable<Deployment> Deployments
        {
            get
            {
                var deployments = database.Deployments.AsNoTracking()
                    .Where(Visibility.DeploymentsVisibleTo(actor, database.Controls))
                    .Where(deployment => deployment.Kind != DeploymentKind.Removed);
                if (scope.Environment is { } environment)
                    deployments = deployments.Where(deployment => deployment.Environment == environment);
                if (scope.Software is { } software)
                    deployments = deployments.Where(deployment => deployment.Software == software);
                return deployments;
            }
        }

        public IQueryable<Deployment> DeploymentsOfPeriod => Deployments.Where(deployment => deployment.At >= _from && deployment.At < _until);

        // What the deployments carried, as far as the reader may know its state at that moment. Without operational sight that is what was
        // the business's then: of what it was before, they know nothing.
        private IQueryable<CarriedThere> Carried
        {
            get
            {
                var carried =
                    from deployment in database.Deployments
                    join one in database.CarriedControls on deployment.VersionId equals one.VersionId
                    join control in Controls on one.Control equals control.Key
                    select new CarriedThere { DeploymentId = deployment.Id, ControlId = control.Id, At = deployment.At };
                var (entries, kept) = (database.Entries, database.BaseEntries);
                return AccessRules.Allows(actor, Operation.SeeDeployments, Purpose.Operational) ? carried : carried.Where(one => Purpose.Business == (
                    entries.Where(entry => entry.SubjectId == one.ControlId && entry.At <= one.At)
                        .OrderByDescending(entry => entry.Sequence).Select(entry => entry.Purpose).FirstOrDefault()
                    ?? kept.Where(entry => entry.SubjectId == one.ControlId && entry.Environment == null).Select(entry => entry.Purpose).FirstOrDefault()));
            }
        }

        public async Task<(int Deployments, int CarryingClosed, bool AreNewest)> CountAsync(CancellationToken cancellationToken)
        {
            var (carried, entries, kept) = (Carried, database.Entries, database.BaseEntries);
            var carrying = DeploymentsOfPeriod.Where(deployment => carried.Any(one => one.DeploymentId == deployment.Id));
            var tooEarly = await carrying.OrderByDescending(deployment => deployment.At).Skip(MostDeployments)
                .Select(deployment => (DateTimeOffset?)deployment.At).FirstOrDefaultAsync(cancellationToken);
            var newest = tooEarly is { } before ? DeploymentsOfPeriod.Where(deployment => deployment.At > before) : DeploymentsOfPeriod;

            // Most carry one that nothing was ever done to there: that is told by an index alone, and asked first.
            var closed = newest.Where(deployment =>
                carried.Any(one => one.DeploymentId == deployment.Id
                    && !entries.Any(entry => entry.SubjectId == one.ControlId && entry.Environment == deployment.Environment)
                    && !kept.Any(entry => entry.SubjectId == one.ControlId && entry.Environment == deployment.Environment))
                || carried.Any(one => one.DeploymentId == deployment.Id
                    && (entries.Where(entry => entry.SubjectId == one.ControlId && entry.Environment == deployment.Environment && entry.At <= deployment.At)
                            .OrderByDescending(entry => entry.Sequence).Select(entry => (bool?)entry.Canonical.Contains(StatesQuery.IsClosed)).FirstOrDefault()
                        ?? kept.Where(entry => entry.SubjectId == one.ControlId && entry.Environment == deployment.Environment)
                            .Select(entry => (bool?)entry.Canonical.Contains(StatesQuery.IsClosed)).FirstOrDefault()
                        ?? true)));
            var counted = newest.Where(deployment => carried.Any(one => one.DeploymentId == deployment.Id));
            return (await counted.CountAsync(cancellationToken), await closed.CountAsync(cancellationToken), tooEarly is not null);
        }

        public async Task<IReadOnlyList<TimedRelease>> ReleasesAsync(CancellationToken cancellationToken)
        {
            var openings = (await database.StatesAsync(scope, actor, cancellationToken)).Openings();
            var releases = await openings
                .OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence)
                .Select(entry => new { entry.Id, entry.SubjectKey, entry.Environment, entry.At })
                .ToListAsync(cancellationToken);
            if (releases.Count is 0)
                return [];

            var carriers = await CarriersAsync(openings, cancellationToken);
            return
            [
                .. releases.Select(release =>
                {
                    var first = carriers[release.Id].Min(carrier => (DateTimeOffset?)carrier.First);
                    return new TimedRelease(
                        release.Id,
                        release.SubjectKey,
                        release.Environment!,
                        release.At,
                        first <= release.At ? first : null,
                        !carriers[release.Id].Any(carrier => release.At - carrier.Last <= ReleaseTiming.Near));
                }),
            ];
        }

        // For each opening the software that ever carried its control there: since when, and when it was last deployed before.
        private async Task<ILookup<Guid, (DateTimeOffset First, DateTimeOffset? Last)>> CarriersAsync(IQueryable<Entry> openings, CancellationToken cancellationToken)
        {
            var deployments = Deployments;
            var carriers = await (
                from entry in openings
                from arrival in database.Arrivals.Where(arrival => arrival.Control == entry.SubjectKey && arrival.Environment == entry.Environment)
                where scope.Software == null || arrival.Software == scope.Software
                select new
                {
                    entry.Id,
                    First = arrival.At,
                    Last = deployments
                        .Where(deployment => deployment.Software == arrival.Software && deployment.Environment == arrival.Environment && deployment.At <= entry.At)
                        .OrderByDescending(deployment => deployment.At)
                        .Select(deployment => (DateTimeOffset?)deployment.At)
                        .FirstOrDefault(),
                }).ToListAsync(cancellationToken);
            return carriers.ToLookup(one => one.Id, one => (one.First, one.Last));
        }
    }

    /// <summary>A control that the version of a deployment carries.</summary>
    private sealed class CarriedThere
    {
        public long DeploymentId { get; init; }

        public Guid ControlId { get; init; }

        public DateTimeOffset At { get; init; }
    }
}
