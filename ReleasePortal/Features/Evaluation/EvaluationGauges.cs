using System.Diagnostics.Metrics;
using ReleasePortal.Features.Evaluation.Events;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation;

/// <summary>What is looked up only when somebody reads the measurements.</summary>
internal sealed class EvaluationGauges(IMeterFactory meters, EventReaders readers, EvaluationStates states) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(Changes.Telemetry.Name);
        meter.CreateObservableUpDownCounter(
            "release_portal.events.readers", () => readers.Count, "{reader}", "Applications that follow changes by server-sent events.");
        meter.CreateObservableGauge(
            "release_portal.state.behind",
            () => states.IsBehind ? 1 : 0,
            "1",
            "1 while the database cannot be read and applications are answered from the last known release states; otherwise 0.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
