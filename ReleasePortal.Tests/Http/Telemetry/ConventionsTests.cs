using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Tests.Http.Evaluation;

namespace ReleasePortal.Tests.Http.Telemetry;

/// <summary>What is exported is called as OpenTelemetry calls it: semantic conventions for feature flags, units in UCUM.</summary>
[Collection(nameof(Alone))]
public sealed class ConventionsTests(WatchedPortal watched) : IClassFixture<WatchedPortal>
{
    private const string One = "/ofrep/v1/evaluate/flags/{**key}", All = "/ofrep/v1/evaluate/flags";

    private EvaluationPortal Portal => watched.Portal;

    private string Revision => Portal.Services.GetRequiredService<EvaluationStates>().Current!.ByEnvironment["production"].Revision;

    [Theory]
    [InlineData(EvaluationPortal.Open, "static", "on", null)]
    [InlineData(EvaluationPortal.ToGroup, "targeting_match", "on", null)]
    [InlineData(EvaluationPortal.Closed, "disabled", "off", null)]
    [InlineData("no-such-control", "error", null, "flag_not_found")]
    public async Task Evaluation_IsAnEventOfItsRequest(string control, string reason, string? variant, string? error)
    {
        await Portal.NewApplication().EvaluateAsync(control);

        var facts = Facts(await EventOfAsync(control));
        Assert.Equal(
            Expected(("feature_flag.key", control), ("feature_flag.result.reason", reason), ("feature_flag.result.variant", variant), ("error.type", error)),
            facts);
    }

    [Fact]
    public async Task Evaluation_WithoutAUser_SaysSo()
    {
        await Portal.NewApplication().EvaluateAsync(EvaluationPortal.Split, Ofrep.Nobodys);

        Assert.Equal(
            Expected(("feature_flag.key", EvaluationPortal.Split), ("feature_flag.result.reason", "error"), ("error.type", "targeting_key_missing")),
            Facts(await EventOfAsync(EvaluationPortal.Split)));
    }

    [Fact]
    public async Task BulkEvaluation_IsToldInSum()
    {
        await Portal.NewApplication().EvaluateAllAsync();

        var span = await watched.RequestAsync(All);
        Assert.Equal("production", span.GetTagItem("feature_flag.set.id"));
        Assert.Equal(Revision, span.GetTagItem("feature_flag.version"));
        Assert.Equal(4, span.GetTagItem("release_portal.evaluation.count"));
        Assert.Empty(span.Events);
    }

    [Fact]
    public async Task Change_IsASpanWithoutWordsOfPeople()
    {
        var applied = await Portal.AlterAsync(new ReleaseControlToEveryone(EvaluationPortal.Closed, "production"), new Withdraw(EvaluationPortal.Closed, "production"));

        var span = watched.Spans.Single(span => applied.Correlation.ToString().Equals(span.GetTagItem("release_portal.correlation")));
        Assert.Equal("apply changes", span.DisplayName);
        Assert.Equal(
            [
                ("release_portal.change.count", "2"), ("release_portal.change.source", "Button"),
                ("release_portal.change.type", "ReleaseControlToEveryone Withdraw"),
                ("release_portal.correlation", applied.Correlation.ToString()),
                ("release_portal.entry.sequence", applied.Entries[^1].Sequence.ToString(CultureInfo.InvariantCulture)),
                ("release_portal.environment", "production"), ("release_portal.outcome", "applied"),
            ],
            span.TagObjects.Select(tag => (tag.Key, Text(tag.Value))).OrderBy(tag => tag.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task RefusedChange_IsCountedByItsCode_AndIsNoError()
    {
        var before = Count("release_portal.changes", ("release_portal.outcome", nameof(NotAllowed)));

        await Portal.Desk.ApplyAsync(
            ChangeSet.Of(new Withdraw(EvaluationPortal.Open, "production"), "For a reason."), Actor.Nobody, TestContext.Current.CancellationToken);

        Assert.Equal(before + 1, Count("release_portal.changes", ("release_portal.outcome", nameof(NotAllowed)), ("release_portal.change.type", nameof(Withdraw))));
        Assert.Equal(ActivityStatusCode.Unset, watched.Spans.Last(span => nameof(NotAllowed).Equals(span.GetTagItem("release_portal.outcome"))).Status);
    }

    [Fact]
    public async Task Evaluations_AreCounted_ByEnvironmentAndReason_NeverByUserOrControl()
    {
        var before = (Single: Count("release_portal.evaluations", ("feature_flag.result.reason", "static")), Bulk: Count("release_portal.evaluations", ("release_portal.evaluation.kind", "bulk")));

        var application = Portal.NewApplication();
        await application.EvaluateAsync(EvaluationPortal.Open);
        var tag = (await application.EvaluateAllAsync()).Headers.ETag!.ToString();
        await application.EvaluateAllAsync(knownTag: tag);

        Assert.Equal(before.Single + 1, Count("release_portal.evaluations", ("feature_flag.result.reason", "static")));
        Assert.Equal(before.Bulk + 4, Count("release_portal.evaluations", ("release_portal.evaluation.kind", "bulk")));
        Assert.Equal(
            ["error.type", "feature_flag.result.reason", "feature_flag.set.id", "release_portal.evaluation.kind"],
            PointsOf("release_portal.evaluations").SelectMany(point => point.Tags.Keys)
                .Append("error.type").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryOwnInstrument_HasAUnitAndADescription_AndIsInTheReadme()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Support.Repository.Root, "README.md"), TestContext.Current.CancellationToken);
        await Portal.NewApplication("rp_server_unknown").EvaluateAllAsync();
        await Portal.NewApplication().EvaluateAllAsync();

        var metrics = watched.OwnMetrics();

        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "release_portal.changes", "release_portal.change.duration", "release_portal.evaluations", "release_portal.events.readers",
                "release_portal.key.failures", "release_portal.state.behind", "release_portal.state.delay", "release_portal.state.rebuild.duration",
            },
            metrics.Select(metric => metric.Name).ToHashSet(StringComparer.Ordinal));
        Assert.All(metrics, metric =>
        {
            Assert.NotEmpty(metric.Description);
            Assert.Matches(@"^(s|1|\{[a-z]+\})$", metric.Unit);
            Assert.Contains($"`{metric.Name}`", readme, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task MonitorsAndFiles_HaveNoSpan()
    {
        var visitor = Portal.NewVisitor();
        foreach (var address in (string[])["/health/live", "/health/ready", "/favicon.svg", "/openapi/v1.json"])
            await visitor.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

        await watched.RequestAsync("/openapi/{documentName}.json"); // the last of them, so the others would be there
        Assert.DoesNotContain(watched.Spans, span => span.DisplayName.Contains("health", StringComparison.Ordinal) || span.DisplayName.Contains("favicon", StringComparison.Ordinal));
    }

    private async Task<ActivityEvent> EventOfAsync(string control)
    {
        await watched.RequestAsync(One);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var events = watched.Spans.SelectMany(span => span.Events)
                .Where(told => told.Name is "feature_flag.evaluation" && told.Tags.Any(tag => tag.Key is "feature_flag.key" && control.Equals(tag.Value)))
                .ToList();
            if (events.Count > 0)
                return events[^1];
            await Task.Delay(5, limit.Token);
        }
    }

    private (string, string)[] Expected(params (string Key, string? Value)[] facts) =>
    [
        .. facts.Where(fact => fact.Value is not null)
            .Select(fact => (fact.Key, fact.Value!))
            .Concat([("feature_flag.provider.name", "ReleasePortal"), ("feature_flag.set.id", "production"), ("feature_flag.version", Revision)])
            .OrderBy(fact => fact.Item1, StringComparer.Ordinal),
    ];

    private static (string, string)[] Facts(ActivityEvent told) =>
        [.. told.Tags.Select(tag => (tag.Key, Text(tag.Value))).OrderBy(tag => tag.Key, StringComparer.Ordinal)];

    private static string Text(object? value) =>
        value is string[] several ? string.Join(' ', several) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private long Count(string metric, params (string Key, string Value)[] tags) => PointsOf(metric)
        .Where(point => tags.All(tag => tag.Value.Equals(point.Tags.GetValueOrDefault(tag.Key))))
        .Sum(point => point.Sum);

    private IReadOnlyList<(IReadOnlyDictionary<string, object?> Tags, long Sum)> PointsOf(string metric) =>
        [.. watched.OwnMetrics().Where(known => known.Name == metric).SelectMany(known => known.MetricPoints).Select(point => (TagsOf(point), point.GetSumLong()))];

    private static IReadOnlyDictionary<string, object?> TagsOf(MetricPoint point)
    {
        var tags = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var tag in point.Tags)
            tags[tag.Key] = tag.Value;
        return tags;
    }
}
