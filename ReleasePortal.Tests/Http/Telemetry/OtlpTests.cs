using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Telemetry;

/// <summary>The standard variables against a receiver of OTLP on this machine.</summary>
[Collection(nameof(Alone))]
public sealed class OtlpTests
{
    [Fact]
    public async Task EnvironmentVariables_OfARealProcess_SendAllThreeSignals()
    {
        await using var collector = await Collector.StartAsync();
        await using var database = TestDatabase.OnSqlite();
        using var portal = KilledPortal.Start(
            database,
            [],
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_SERVICE_NAME", "our-portal"),
            ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test-bed"),
            ("OTEL_BSP_SCHEDULE_DELAY", "50"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "50"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "100"));
        try
        {
            using var visitor = new HttpClient { BaseAddress = await AddressAsync(portal.StandardOutput) };
            await visitor.GetAsync(new Uri("/account/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
            await collector.HearsAsync("/v1/traces", "/account/sign-in");
            await collector.HearsAsync("/v1/metrics", "http.server.request.duration");
            await collector.HearsAsync("/v1/logs", "Application started");
        }
        finally
        {
            portal.Kill();
            await portal.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.All(collector.Paths, path =>
        {
            Assert.Contains("our-portal", collector.Sent(path), StringComparison.Ordinal);
            Assert.Contains("test-bed", collector.Sent(path), StringComparison.Ordinal);
        });
        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], collector.Paths);
        Assert.DoesNotContain("/account/set-up", collector.Sent(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndpointOfOneSignal_SendsThatAlone_ThereAndNowhereElse()
    {
        await using var collector = await Collector.StartAsync();
        await using var portal = new PortalFactory()
            .With("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", collector.Address + "/only/traces")
            .With("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf");
        await portal.AddPersonAsync();

        Assert.True(portal.Services.GetRequiredService<TracerProvider>().ForceFlush());

        Assert.Equal(["/only/traces"], collector.Paths);
        Assert.Contains("release-portal", collector.Sent(), StringComparison.Ordinal);
    }

    private static async Task<Uri> AddressAsync(StreamReader output)
    {
        const string saying = "Now listening on: ";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await output.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.IndexOf(saying, StringComparison.Ordinal) is >= 0 and var at)
                return new Uri(line[(at + saying.Length)..].Trim());
        }

        throw new InvalidOperationException("The portal ended by itself.");
    }
}
