using ReleasePortal.Components.LeadTimes;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.Deployments.List;

namespace ReleasePortal.Features.Deployments.Timeline;

/// <summary>Puts together what the timeline shows of a period: never more marks than fit, whatever happened in it.</summary>
public sealed class TimelineReading(DeploymentListQuery deployments, TurnQuery turns)
{
    /// <param name="filter">What it is narrowed to.</param>
    /// <param name="steps">The steps of the period, and its end.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TimelineView> ReadAsync(
        DeploymentFilter filter, IReadOnlyList<DateTimeOffset> steps, Actor actor, CancellationToken cancellationToken = default)
    {
        var scope = new TimingScope(steps[0], steps[^1]) { Environment = filter.Environment, Software = filter.Software, Control = filter.Control };
        var deployed = await deployments.OfPeriodAsync(filter, scope.From, scope.Until, TimelineView.MostMarks, actor, cancellationToken);
        var turned = await turns.ReadAsync(scope, TimelineView.MostMarks, actor, cancellationToken);
        var isTurnedTooOften = turned.Count > TimelineView.MostMarks;
        return new TimelineView(
            steps,
            deployed.HasOlder ? null : [.. deployed.Rows.Reverse()],
            deployed.HasOlder ? await deployments.CountAsync(filter, steps, actor, cancellationToken) : [],
            isTurnedTooOften ? null : [.. turned.Reverse()],
            isTurnedTooOften ? await turns.CountAsync(scope, steps, actor, cancellationToken) : []);
    }
}
