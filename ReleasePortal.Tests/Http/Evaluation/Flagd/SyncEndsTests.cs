using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReleasePortal.Features.Evaluation.Flagd;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Evaluation.Flagd;

/// <summary>How the sync API starts and ends with the portal.</summary>
public sealed class SyncEndsTests
{
    [Fact]
    public async Task Shutdown_EndsOpenStreamsPromptly()
    {
        await using var sync = new SyncPortal();
        await sync.InitializeAsync();
        using var channel = GrpcChannel.ForAddress(sync.Address);
        using var call = SyncPortal.ClientOf(channel).SyncFlags(new() { Selector = sync.Portal.Secret });
        Assert.True(await SyncPortal.NextAsync(call.ResponseStream));

        var since = Stopwatch.StartNew();
        var stopping = sync.Portal.Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);
        var end = await Assert.ThrowsAsync<RpcException>(() => SyncPortal.NextAsync(call.ResponseStream));

        Assert.Equal(StatusCode.Unavailable, end.StatusCode);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10)); // the portal's own server would wait 30 s for them
        await stopping;
    }

    [Fact]
    public async Task EmptyUrl_ListensNowhere()
    {
        await using var portal = new PortalFactory().With("Sync:Url", "");

        Assert.Null(portal.Services.GetRequiredService<SyncServer>().Address);
    }

    [Fact]
    public async Task TakenUrl_ThatWasAskedFor_StopsTheStart()
    {
        using var taken = new TcpListener(IPAddress.Loopback, port: 0);
        taken.Start();
        await using var portal = new PortalFactory().With("Sync:Url", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");

        Assert.Throws<IOException>(() => portal.Services);
    }
}
