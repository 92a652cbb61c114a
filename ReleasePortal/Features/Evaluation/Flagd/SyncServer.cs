using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Flagd;

/// <summary>
/// Serves flagd's sync API on a port of its own: without TLS, Kestrel speaks HTTP/1.1 or HTTP/2 on one port, not both.
/// </summary>
/// <remarks>
/// It is a second web server beside the portal's, not another endpoint of that one: an endpoint that is added in code would put
/// <c>--urls</c>, ASPNETCORE_URLS and launchSettings out of force, and pages for people would answer on this port as well.
/// </remarks>
internal sealed class SyncServer(
    IOptions<SyncOptions> options,
    IServiceProvider portal,
    ILogger<SyncServer> logger) : IHostedLifecycleService, IAsyncDisposable
{
    private const int LargestRequest = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private WebApplication? _server;

    /// <summary>Where it listens; null when it does not.</summary>
    public Uri? Address => _server?.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses
        .Select(address => new Uri(address)).FirstOrDefault();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var url = options.Value.Url ?? SyncOptions.DefaultUrl;
        if (url.Length is 0)
            return;

        var server = Build(url);
        try
        {
            await server.StartAsync(cancellationToken);
            _server = server;
            Log.SyncListens(logger, url);
        }
        catch (IOException) when (options.Value.Url is null)
        {
            // Nobody asked for this address, and the portal has to start beside another one all the same.
            await server.DisposeAsync();
            Log.SyncAddressTaken(logger, url);
        }
    }

    /// <summary>Ends the streams before the portal's own server waits for its requests.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => _server?.StopAsync(Patience) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private WebApplication Build(string url)
    {
        var builder = SecondServer.At(url, portal.GetRequiredService<ILoggerFactory>());
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30); // a client that vanished is noticed
            server.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddSingleton(portal.GetRequiredService<EvaluationStates>());
        builder.Services.AddSingleton(portal.GetRequiredService<FlagdDoor>());
        builder.Services.AddSingleton(portal.GetRequiredService<TimeProvider>());
        builder.Services.AddRouting();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = LargestRequest);

        var server = builder.Build();
        server.UseRouting();
        server.MapGrpcService<SyncService>();
        return server;
    }
}
