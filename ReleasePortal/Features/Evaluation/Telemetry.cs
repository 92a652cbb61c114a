using System.Diagnostics;
using System.Diagnostics.Metrics;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Evaluation;
using Portal = ReleasePortal.Changes.Telemetry;

namespace ReleasePortal.Features.Evaluation;

/// <summary>
/// What evaluation measures about itself, by OpenTelemetry's conventions for feature flags. Who was evaluated for
/// (<c>feature_flag.context.id</c>) is personal and never told; which control was asked for stands in spans only, for there may be
/// thousands of them.
/// </summary>
internal static class Telemetry
{
    private const string SetId = "feature_flag.set.id", Reason = "feature_flag.result.reason", FlagVersion = "feature_flag.version";

    private const string Kind = "release_portal.evaluation.kind";

    private static readonly Counter<long> Evaluations = Portal.Meter.CreateCounter<long>(
        "release_portal.evaluations", "{evaluation}", "Controls that were evaluated for applications; an answer of 304 evaluates none.");

    private static readonly Histogram<double> Rebuilds = Portal.Meter.CreateHistogram<double>(
        "release_portal.state.rebuild.duration", "s", "How long reading and compiling the release states took.");

    private static readonly Histogram<double> Delays = Portal.Meter.CreateHistogram<double>(
        "release_portal.state.delay", "s", "From when a committed change was told until applications are answered accordingly.");

    private static readonly UpDownCounter<long> SyncStreams = Portal.Meter.CreateUpDownCounter<long>(
        "release_portal.sync.streams", "{stream}", "Open streams of flagd's sync API.");

    /// <summary>One control was asked for.</summary>
    /// <param name="key">As the application sent it.</param>
    /// <param name="answer">What it gets.</param>
    /// <param name="state">Of its environment.</param>
    public static void Evaluated(string key, in Answer answer, EnvironmentState state)
    {
        if (!Evaluations.Enabled && !Portal.Source.HasListeners())
            return;

        var (reason, error) = (ReasonOf(answer), ErrorOf(answer));
        var tags = new TagList { { SetId, state.Environment }, { Kind, "single" }, { Reason, reason } };
        if (error is not null)
            tags.Add(Portal.ErrorType, error);
        Evaluations.Add(1, tags);
        if (Portal.Source.HasListeners() && Activity.Current is { IsAllDataRequested: true } span)
            span.AddEvent(new ActivityEvent("feature_flag.evaluation", tags: Facts(key, answer, state, reason, error)));
    }

    /// <summary>All controls that the key may see were asked for.</summary>
    public static void EvaluatedAll(EnvironmentState state)
    {
        if (Evaluations.Enabled)
            Evaluations.Add(state.Controls.Length, new TagList { { SetId, state.Environment }, { Kind, "bulk" } });
        if (Portal.Source.HasListeners() && Activity.Current is { IsAllDataRequested: true } span)
        {
            span.SetTag(SetId, state.Environment)
                .SetTag(FlagVersion, state.Revision)
                .SetTag("release_portal.evaluation.count", state.Controls.Length);
        }
    }

    /// <summary>The states are those of the database.</summary>
    /// <param name="took">How long reading and compiling took.</param>
    /// <param name="delay">How long ago the oldest change was told that is in them for the first time; null when none was.</param>
    public static void Rebuilt(TimeSpan took, TimeSpan? delay)
    {
        Rebuilds.Record(took.TotalSeconds);
        if (delay is { } since)
            Delays.Record(since.TotalSeconds);
    }

    public static void RebuildFailed(TimeSpan took, Exception exception) =>
        Rebuilds.Record(took.TotalSeconds, KeyValuePair.Create<string, object?>(Portal.ErrorType, exception.GetType().FullName));

    /// <summary>Counts a stream as open until it is disposed.</summary>
    public static OpenStream SyncStream()
    {
        SyncStreams.Add(1);
        return default;
    }

    private static ActivityTagsCollection Facts(string key, in Answer answer, EnvironmentState state, string reason, string? error)
    {
        var facts = new ActivityTagsCollection
        {
            { "feature_flag.provider.name", Portal.Name },
            { SetId, state.Environment },
            { FlagVersion, state.Revision },
            { Reason, reason },
        };
        // What is no key at all may be anything, somebody's address too.
        if (Slug.IsValid(key))
            facts.Add("feature_flag.key", key);
        if (answer.Variant is { } variant)
            facts.Add("feature_flag.result.variant", variant.Key);
        if (error is not null)
            facts.Add(Portal.ErrorType, error);
        return facts;
    }

    private static string ReasonOf(in Answer answer) => (answer.Error, answer.Reason) switch
    {
        (not AnswerError.None, _) => "error",
        (_, Domain.Evaluation.Reason.Static) => "static",
        (_, Domain.Evaluation.Reason.TargetingMatch) => "targeting_match",
        (_, Domain.Evaluation.Reason.Split) => "split",
        (_, Domain.Evaluation.Reason.Disabled) => "disabled",
        _ => "unknown",
    };

    private static string? ErrorOf(in Answer answer) => answer.Error switch
    {
        AnswerError.None => null,
        AnswerError.FlagNotFound => "flag_not_found",
        _ => "targeting_key_missing",
    };

    /// <summary>See <see cref="SyncStream"/>.</summary>
    internal readonly struct OpenStream : IDisposable
    {
        public void Dispose() => SyncStreams.Add(-1);
    }
}
