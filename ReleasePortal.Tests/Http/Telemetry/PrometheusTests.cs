using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Shell.Telemetry;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Telemetry;

[Collection(nameof(Alone))]
public sealed class PrometheusTests
{
    [Fact]
    public async Task Metrics_AreOnAPortOfTheirOwn_AndNothingElseIs()
    {
        await using var portal = new PortalFactory()
            .With("OTEL_METRICS_EXPORTER", "prometheus")
            .With("OTEL_EXPORTER_PROMETHEUS_HOST", "127.0.0.1")
            .With("OTEL_EXPORTER_PROMETHEUS_PORT", "0");
        await portal.AddPersonAsync();
        using var prometheus = new HttpClient { BaseAddress = portal.Services.GetRequiredService<PrometheusServer>().Address };

        var metrics = await prometheus.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("release_portal_changes_total", metrics, StringComparison.Ordinal);
        Assert.Contains("release_portal_change_type=\"AddPerson\"", metrics, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(prometheus, "/"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(prometheus, "/health/live"));
        Assert.Equal(HttpStatusCode.Found, await StatusAsync(portal.NewVisitor(), "/metrics"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
