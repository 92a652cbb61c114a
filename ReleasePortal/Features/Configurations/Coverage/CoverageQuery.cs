using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Configurations.Coverage;

/// <summary>What the configurations cover of what production has been through.</summary>
/// <param name="Pairs">The count.</param>
/// <param name="Controls">How many controls it is about.</param>
/// <param name="IsCut">Whether there are more controls, or more changes, than it is about.</param>
/// <param name="Since">From when on.</param>
public sealed record CoverageView(PairCoverage Pairs, int Controls, bool IsCut, DateTimeOffset Since);

/// <summary>How much of production the configurations cover, as far as the reader may know of it.</summary>
public sealed class CoverageQuery(IDbContextFactory<PortalDbContext> contexts, ConfigurationQuery configurations, TimeProvider clock)
{
    public const int Days = 90;

    /// <summary>The most recently changed controls that count: pairs grow with the square of them.</summary>
    public const int MostControls = 200;

    /// <summary>The latest changes that count.</summary>
    public const int MostSteps = 10_000;

    /// <summary>Counts; null when there is no environment marked as production.</summary>
    public async Task<CoverageView?> ReadAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var known = await configurations.ListAsync(actor, cancellationToken);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var oneMoment = await database.BeginReadingAsync(cancellationToken);
        var production = await database.Environments.Where(environment => environment.IsProduction).Select(environment => environment.Key).ToListAsync(cancellationToken);
        if (production.Count is 0)
            return null;

        var controls = await ControlsAsync(database, production, actor, cancellationToken);
        var counted = controls.Take(MostControls).ToList();
        var since = clock.GetUtcNow().AddDays(-Days);
        var steps = await StepsAsync(database, production, counted, since, cancellationToken);
        var isCut = controls.Count > MostControls || steps.Count > MostSteps;
        if (steps.Count > MostSteps)
        {
            since = steps[^MostSteps].At;
            steps = [.. steps.Where(step => step.At > since)]; // a moment counts with all that happened in it, or not at all
        }

        var pairs = PairCoverage.Of(
            counted.ConvertAll(control => control.Key),
            [.. production.Select(environment => RunOf(environment, since, counted, steps))],
            known.Select(configuration => configuration.Find()!.ByControl()));
        return new CoverageView(pairs, counted.Count, isCut, since);
    }

    /// <summary>The most recently changed first; one more than count.</summary>
    private static Task<List<ReleaseControl>> ControlsAsync(
        PortalDbContext database, List<string> production, Actor actor, CancellationToken cancellationToken) => database.Controls
        .AsNoTracking()
        .Where(Visibility.ControlsInConfigurationsOf(actor))
        .Where(control => control.RetiredAt == null)
        .OrderByDescending(control => control.States.Where(state => production.Contains(state.Environment)).Max(state => state.ChangedAt) ?? control.CreatedAt)
        .ThenBy(control => control.Key)
        .Take(MostControls + 1)
        .Include(control => control.States.Where(state => production.Contains(state.Environment)))
        .ToListAsync(cancellationToken);

    private static async Task<List<StepsQuery.Step>> StepsAsync(
        PortalDbContext database, List<string> production, List<ReleaseControl> controls, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var ids = controls.ConvertAll(control => control.Id);
        var steps = await StepsQuery.ReadAsync(
            StepsQuery.Of(database)
                .Where(entry => entry.At > since && production.Contains(entry.Environment!) && ids.Contains(entry.SubjectId))
                .OrderByDescending(entry => entry.Sequence)
                .Take(MostSteps + 1),
            cancellationToken);
        steps.Reverse();
        return steps;
    }

    private static StateRun RunOf(string environment, DateTimeOffset since, List<ReleaseControl> controls, List<StepsQuery.Step> steps)
    {
        var there = steps.FindAll(step => step.Environment == environment);
        var before = there.GroupBy(step => step.Control).ToDictionary(of => of.Key, of => of.First().Before);
        var keys = controls.ToDictionary(control => control.Id, control => control.Key);
        return new StateRun(
            environment,
            since,
            controls.ToDictionary(control => control.Key, control => before.GetValueOrDefault(control.Id) ?? control.StateOn(environment), StringComparer.Ordinal),
            there.ConvertAll(step => new StateStep(step.At, keys[step.Control], step.After)));
    }
}
