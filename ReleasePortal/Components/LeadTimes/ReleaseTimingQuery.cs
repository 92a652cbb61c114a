using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Components.LeadTimes;

/// <summary>
/// How far deployments and releases of a period are apart, from what was reported and from the history's entries, as far as the
/// reader may know them: nothing else is in any count.
/// </summary>
public sealed class ReleaseTimingQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <param name="scope">The period, and what it is narrowed to.</param>
    /// <param name="actor">Who reads; one who may not see deployments is told of nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ReleaseTiming> ReadAsync(TimingScope scope, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.SeeDeployments))
            return ReleaseTiming.None;

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var oneMoment = await database.BeginReadingAsync(cancellationToken);
        var archived = await database.Archives.OrderByDescending(archive => archive.Last).Select(archive => (DateTimeOffset?)archive.Until).FirstOrDefaultAsync(cancellationToken);
        var known = archived > scope.From ? scope with { From = archived.Value } : scope;
        var sight = new Sight(database, known, actor);
        var (deployments, closed) = await sight.CountAsync(cancellationToken);
        return new ReleaseTiming(await sight.ReleasesAsync(cancellationToken), deployments, closed, archived > scope.From ? archived : null);
    }

    /// <summary>What one reader may know of one period.</summary>
    private sealed class Sight(PortalDbContext database, TimingScope scope, Actor actor)
    {
        private readonly bool _seesAll = AccessRules.Allows(actor, Operation.SeeDeployments, Purpose.Operational);
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

        private IQueryable<Deployment> DeploymentsOfPeriod => Deployments.Where(deployment => deployment.At >= _from && deployment.At < _until);

        // Without operational sight a control counts only where it was the business's at that moment: of what it was before, they know nothing.
        public async Task<(int Deployments, int CarryingClosed)> CountAsync(CancellationToken cancellationToken)
        {
            var (entries, kept) = (database.Entries, database.BaseEntries);
            var carrying = DeploymentsOfPeriod.Where(deployment => deployment.Version!.Controls.Any(carried => Controls.Any(control =>
                control.Key == carried.Control
                && (_seesAll || Purpose.Business == (
                    entries.Where(entry => entry.SubjectId == control.Id && entry.At <= deployment.At)
                        .OrderByDescending(entry => entry.Sequence).Select(entry => entry.Purpose).FirstOrDefault()
                    ?? kept.Where(entry => entry.SubjectId == control.Id && entry.Environment == null).Select(entry => entry.Purpose).FirstOrDefault())))));
            var closed = DeploymentsOfPeriod.Where(deployment => deployment.Version!.Controls.Any(carried => Controls.Any(control =>
                control.Key == carried.Control
                && (_seesAll || Purpose.Business == (
                    entries.Where(entry => entry.SubjectId == control.Id && entry.At <= deployment.At)
                        .OrderByDescending(entry => entry.Sequence).Select(entry => entry.Purpose).FirstOrDefault()
                    ?? kept.Where(entry => entry.SubjectId == control.Id && entry.Environment == null).Select(entry => entry.Purpose).FirstOrDefault()))
                && (entries.Where(entry => entry.SubjectId == control.Id && entry.Environment == deployment.Environment && entry.At <= deployment.At)
                        .OrderByDescending(entry => entry.Sequence).Select(entry => (bool?)entry.Canonical.Contains(Turns.IsClosed)).FirstOrDefault()
                    ?? kept.Where(entry => entry.SubjectId == control.Id && entry.Environment == deployment.Environment)
                        .Select(entry => (bool?)entry.Canonical.Contains(Turns.IsClosed)).FirstOrDefault()
                    ?? true))));
            return (await carrying.CountAsync(cancellationToken), await closed.CountAsync(cancellationToken));
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

            var carriers = await CarriersAsync(openings.Select(entry => entry.SubjectKey), cancellationToken);
            var instants = await InstantsAsync(cancellationToken);
            return
            [
                .. releases.Select(release =>
                {
                    var software = carriers[(release.SubjectKey, release.Environment!)].ToList();
                    var first = software.Min(one => (DateTimeOffset?)one.First);
                    return new TimedRelease(
                        release.Id,
                        release.SubjectKey,
                        release.Environment!,
                        release.At,
                        first <= release.At ? first : null,
                        !software.Exists(one => HasNear(instants.GetValueOrDefault((one.Software, release.Environment!)) ?? [], release.At)));
                }),
            ];
        }

        // Which software carries these controls in any version that was installed, and since when.
        private async Task<ILookup<(string Control, string Environment), (string Software, DateTimeOffset First)>> CarriersAsync(
            IQueryable<string> controls, CancellationToken cancellationToken)
        {
            var carriers = await (
                from carried in database.CarriedControls
                join deployment in Deployments on carried.VersionId equals deployment.VersionId
                where controls.Contains(carried.Control)
                group deployment by new { carried.Control, deployment.Environment, deployment.Software } into those
                select new { those.Key.Control, those.Key.Environment, those.Key.Software, First = those.Min(one => one.At) })
                .ToListAsync(cancellationToken);
            return carriers.ToLookup(one => (one.Control, one.Environment), one => (one.Software, one.First));
        }

        private async Task<Dictionary<(string Software, string Environment), List<DateTimeOffset>>> InstantsAsync(CancellationToken cancellationToken)
        {
            var early = _from - ReleaseTiming.Near;
            var instants = await Deployments
                .Where(deployment => deployment.At >= early && deployment.At < _until)
                .OrderBy(deployment => deployment.At)
                .Select(deployment => new { deployment.Software, deployment.Environment, deployment.At })
                .ToListAsync(cancellationToken);
            return instants
                .GroupBy(one => (one.Software, one.Environment), one => one.At)
                .ToDictionary(same => same.Key, same => same.ToList());
        }

        private static bool HasNear(List<DateTimeOffset> instants, DateTimeOffset at)
        {
            var place = instants.BinarySearch(at);
            var last = place >= 0 ? place : ~place - 1;
            return last >= 0 && at - instants[last] <= ReleaseTiming.Near;
        }
    }
}
