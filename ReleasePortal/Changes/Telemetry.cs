using System.Diagnostics;
using System.Diagnostics.Metrics;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Changes;

/// <summary>
/// What the portal measures about itself. While nobody listens, an instrument costs a look at a field; no name, address or reason of
/// a person is ever an attribute.
/// </summary>
internal static class Telemetry
{
    /// <summary>Of the portal's own source of spans and of its own meter.</summary>
    public const string Name = nameof(ReleasePortal);

    public const string ErrorType = "error.type";

    public static readonly ActivitySource Source = new(Name);

    public static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Changes = Meter.CreateCounter<long>(
        "release_portal.changes", "{change}", "Changes that were handed to the desk: applied, refused or failed.");

    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>(
        "release_portal.change.duration", "s", "How long the desk took for a change set, waiting for other writers included.");

    private static readonly Histogram<double> Latenesses = Meter.CreateHistogram<double>(
        "release_portal.launch.lateness",
        "s",
        "How long after its set time a launch was begun by the portal.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600] });

    /// <summary>Measures what the desk does about these wishes; null while nobody listens.</summary>
    public static Applying? Begin(IReadOnlyList<Wish> wishes, TimeProvider clock) =>
        Source.HasListeners() || Changes.Enabled || Durations.Enabled ? new Applying(wishes, clock) : null;

    /// <summary>The portal did what a launch had planned.</summary>
    public static void Did(LaunchChange act, DateTimeOffset? startAt, DateTimeOffset now)
    {
        if (act is StartLaunch && startAt is { } due)
            Latenesses.Record(Math.Max(0, (now - due).TotalSeconds));
    }

    /// <summary>One visit at the desk. Disposed before it is <see cref="Done"/>, it has failed.</summary>
    internal sealed class Applying : IDisposable
    {
        private const string ChangeType = "release_portal.change.type", Outcome = "release_portal.outcome", Environment = "release_portal.environment";

        private readonly IReadOnlyList<Wish> _wishes;
        private readonly TimeProvider _clock;
        private readonly long _since;
        private readonly Activity? _span;
        private string _outcome = "failed";

        public Applying(IReadOnlyList<Wish> wishes, TimeProvider clock)
        {
            (_wishes, _clock, _since) = (wishes, clock, clock.GetTimestamp());
            _span = Source.StartActivity("apply changes");
        }

        /// <summary>It was applied, or refused.</summary>
        public void Done(Result<IReadOnlyList<Applied>> result)
        {
            if (!result.TryGet(out var applied, out var refusal))
            {
                _outcome = refusal.Code;
                return;
            }

            _outcome = "applied";
            var entries = applied.SelectMany(set => set.Entries).ToList();
            foreach (var entry in entries)
                Count(entry.Action, entry.Environment);
            _span?.SetTag("release_portal.entry.sequence", entries[^1].Sequence).SetTag("release_portal.correlation", applied[0].Correlation.ToString());
        }

        public void Dispose()
        {
            var changes = _wishes.SelectMany(wish => wish.Changes.Changes).ToList();
            if (_outcome is not "applied")
                Count(changes.FirstOrDefault()?.GetType().Name, changes.FirstOrDefault()?.Environment);
            Durations.Record(_clock.GetElapsedTime(_since).TotalSeconds, KeyValuePair.Create<string, object?>(Outcome, _outcome));
            Describe(changes);
            _span?.Dispose();
        }

        private void Count(string? type, string? environment) => Changes.Add(
            1, new TagList { { ChangeType, type }, { Environment, environment }, { Outcome, _outcome } });

        private void Describe(List<Change> changes)
        {
            if (_span is not { IsAllDataRequested: true })
                return;

            _span.SetTag(ChangeType, changes.Select(change => change.GetType().Name).Distinct(StringComparer.Ordinal).ToArray())
                .SetTag(Environment, changes.Select(change => change.Environment).FirstOrDefault(environment => environment is not null))
                .SetTag("release_portal.change.count", changes.Count)
                .SetTag("release_portal.change.source", _wishes[0].Changes.Source.ToString())
                .SetTag(Outcome, _outcome);
            if (_outcome is "failed")
                _span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
