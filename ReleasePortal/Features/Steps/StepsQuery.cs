using Microsoft.EntityFrameworkCore;
using ReleasePortal.Components.LeadTimes;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Decoupling;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Features.Steps;

/// <summary>
/// How far the organisation is in telling deployment from release, from what the portal recorded: nobody ticks a box. Each number
/// counts what the reader may see, so that a page of a business user tells nothing of operational controls.
/// </summary>
public sealed class StepsQuery(IDbContextFactory<PortalDbContext> contexts, ReleaseTimingQuery timing, TimeProvider clock)
{
    /// <summary>The four steps over the days that end now; null for who may not see them.</summary>
    public async Task<StepsView?> ReadAsync(int days, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.SeeSteps))
            return null;

        var until = clock.GetUtcNow();
        var period = (From: until.AddDays(-days), Until: until);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var controls = await ControlsAsync(database, actor, cancellationToken);
        var environments = await WhereCustomersAreAsync(database, cancellationToken);
        return new StepsView(
            period.From,
            period.Until,
            environments is [var only] ? only : null,
            IsPartial: !AccessRules.Allows(actor, Operation.SeeControl, Purpose.Operational),
            await TermsQuery.ReadAsync(database, controls, period.From, actor, cancellationToken),
            await ArchitectureQuery.ReadAsync(database, controls, period.From, cancellationToken),
            await IndependenceAsync(environments, period, actor, cancellationToken),
            await TransferQuery.ReadAsync(database, controls, environments, period, actor, cancellationToken));
    }

    private static Task<List<SteppedControl>> ControlsAsync(PortalDbContext database, Actor actor, CancellationToken cancellationToken) => database.Controls
        .AsNoTracking()
        .Where(Visibility.ControlsVisibleTo(actor))
        .Where(control => control.RetiredAt == null)
        .OrderBy(control => control.Name).ThenBy(control => control.Key)
        .Select(control => new SteppedControl(
            control.Id, control.Key, control.Name, control.Description, control.Purpose, control.Lifetime, control.SeenByBrowsers))
        .ToListAsync(cancellationToken);

    // Releases elsewhere are tries; a portal without production is judged by the environment at the end of the way.
    private static async Task<IReadOnlyList<string>> WhereCustomersAreAsync(PortalDbContext database, CancellationToken cancellationToken)
    {
        var production = await database.Environments.Where(environment => environment.IsProduction).Select(environment => environment.Key).ToListAsync(cancellationToken);
        return production.Count > 0 || await database.LastEnvironmentAsync(cancellationToken) is not { } last ? production : [last];
    }

    private async Task<IndependenceFacts?> IndependenceAsync(
        IReadOnlyList<string> environments, (DateTimeOffset From, DateTimeOffset Until) period, Actor actor, CancellationToken cancellationToken)
    {
        if (!AccessRules.Allows(actor, Operation.SeeDeployments))
            return null;

        var (releases, deployments) = (new List<TimedRelease>(), 0);
        foreach (var environment in environments)
        {
            var scope = new TimingScope(period.From, period.Until) { Environment = environment };
            var (there, deployed) = await timing.ReleasesAsync(scope, actor, cancellationToken);
            releases.AddRange(there);
            deployments += deployed;
        }

        var known = releases.FindAll(release => release.DeployedAt is not null);
        return new IndependenceFacts(
            new IndependenceStep(new Part(known.Count(release => release.IsOutside), known.Count), deployments),
            releases.Count - known.Count,
            Spread.Of(known.Select(release => release.LeadTime).OfType<TimeSpan>())?.Median);
    }
}

/// <summary>What the steps ask of a control.</summary>
internal sealed record SteppedControl(Guid Id, string Key, string Name, string Description, Purpose Purpose, Lifetime Lifetime, bool SeenByBrowsers);
