using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ReleasePortal.Tests.Http.Telemetry;

/// <summary>Receives OTLP over HTTP on a free port of this machine, and keeps what comes as it came.</summary>
internal sealed class Collector : IAsyncDisposable
{
    // Only so that a test that waits for nothing ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _server;
    private readonly ConcurrentQueue<(string Path, string Body)> _received = new();
    private readonly SemaphoreSlim _news = new(0);

    private Collector()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(ReceiveAsync);
    }

    public string Address => _server.Urls.Single();

    /// <summary>Where something came to, in order of the alphabet.</summary>
    public IEnumerable<string> Paths => _received.Select(request => request.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Everything that came to a path; texts stand in protobuf as they are.</summary>
    public string Sent(string path = "") =>
        string.Concat(_received.Where(request => request.Path.StartsWith(path, StringComparison.Ordinal)).Select(request => request.Body));

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector._server.StartAsync();
        return collector;
    }

    /// <summary>Waits until something with that text has come to a path.</summary>
    public async Task HearsAsync(string path, string text)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!Sent(path).Contains(text, StringComparison.OrdinalIgnoreCase))
            await _news.WaitAsync(limit.Token);
    }

    public ValueTask DisposeAsync()
    {
        _news.Dispose();
        return _server.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.Latin1);
        _received.Enqueue((http.Request.Path, await reader.ReadToEndAsync()));
        _news.Release();
        http.Response.ContentType = "application/x-protobuf";
    }
}
