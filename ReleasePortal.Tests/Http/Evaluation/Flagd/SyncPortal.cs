using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Features.Evaluation.Flagd;

namespace ReleasePortal.Tests.Http.Evaluation.Flagd;

/// <summary>The portal of <see cref="EvaluationPortal"/>, with flagd's sync API on a free port.</summary>
public sealed class SyncPortal : IAsyncLifetime
{
    public EvaluationPortal Portal { get; } = new();

    /// <summary>Where the sync API listens.</summary>
    public Uri Address => Portal.Services.GetRequiredService<SyncServer>().Address!;

    public async ValueTask InitializeAsync()
    {
        Portal.With("Sync:Url", "http://127.0.0.1:0");
        await Portal.InitializeAsync();
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    internal static FlagSyncService.FlagSyncServiceClient ClientOf(GrpcChannel channel) => new(channel);

    /// <summary>Waits no longer than a test should for what a stream says next.</summary>
    internal static async Task<bool> NextAsync(IAsyncStreamReader<SyncFlagsResponse> stream) =>
        await stream.MoveNext(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
}
