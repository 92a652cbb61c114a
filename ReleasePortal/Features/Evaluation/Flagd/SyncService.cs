using System.Globalization;
using Grpc.Core;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Flagd;

/// <summary>
/// flagd's sync API: the whole state at once, and again after each change. The server key travels as the selector. A reader that
/// is slower than the changes gets the latest state, and nothing is kept for it meanwhile.
/// </summary>
internal sealed class SyncService(FlagdDoor door, EvaluationStates states, TimeProvider clock, IHostApplicationLifetime lifetime)
    : FlagSyncService.FlagSyncServiceBase
{
    /// <summary>The newer place of the selector; older clients have it in the message.</summary>
    private const string SelectorHeader = "flagd-selector";

    /// <summary>A secret that was replaced ends by the clock, without any change.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public override Task<FetchAllFlagsResponse> FetchAllFlags(FetchAllFlagsRequest request, ServerCallContext context)
    {
        var admission = Admit(SecretOf(request.Selector, context), context);
        return Task.FromResult(new FetchAllFlagsResponse { FlagConfiguration = DocumentOf(admission).Text });
    }

    /// <inheritdoc />
    public override Task<GetMetadataResponse> GetMetadata(GetMetadataRequest request, ServerCallContext context) =>
        Task.FromResult(new GetMetadataResponse { Metadata = new Google.Protobuf.WellKnownTypes.Struct() });

    /// <inheritdoc />
    public override async Task SyncFlags(
        SyncFlagsRequest request, IServerStreamWriter<SyncFlagsResponse> responseStream, ServerCallContext context)
    {
        var secret = SecretOf(request.Selector, context);
        using var open = Telemetry.SyncStream();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            var next = states.NextSwap;
            var document = DocumentOf(Admit(secret, context));
            await SendAsync(document);
            while (true)
            {
                await Task.WhenAny(next, Task.Delay(LookAgainAfter, clock, ending.Token));
                ending.Token.ThrowIfCancellationRequested();
                next = states.NextSwap;
                var latest = DocumentOf(door.Readmit(secret));
                if (latest.Tag == document.Tag)
                    continue;

                document = latest;
                await SendAsync(document);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The portal is stopping."));
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // Nobody reads any more.
        }

        async Task SendAsync(FlagdDocument document)
        {
            var write = responseStream.WriteAsync(new SyncFlagsResponse { FlagConfiguration = document.Text }, ending.Token);
            while (!write.IsCompleted)
            {
                var next = states.NextSwap;
                if (door.Readmit(secret).State is null)
                    context.GetHttpContext().Abort(); // a reader that stalls must not outlive its key
                await Task.WhenAny(write, next);
            }

            await write;
        }
    }

    private static string? SecretOf(string selector, ServerCallContext context) =>
        selector.Length > 0 ? selector : context.RequestHeaders.GetValue(SelectorHeader);

    private Admission Admit(string? secret, ServerCallContext context) =>
        door.Admit(secret, context.GetHttpContext().Connection.RemoteIpAddress);

    private static FlagdDocument DocumentOf(in Admission admission) =>
        admission.State is { } state ? FlagdDocument.Of(state) : throw new RpcException(StatusOf(admission));

    private static Status StatusOf(in Admission admission) => admission.Refusal switch
    {
        FlagdRefusal.NotReady => new Status(StatusCode.Unavailable, "The release states are not loaded yet."),
        FlagdRefusal.KeyMissing => new Status(StatusCode.Unauthenticated, "Send a server key as the selector."),
        FlagdRefusal.KeyUnknown => new Status(StatusCode.Unauthenticated, "The key in the selector is unknown or was revoked."),
        FlagdRefusal.KeyOfTheWrongKind => new Status(StatusCode.PermissionDenied, "The whole state is for servers: use a server key."),
        _ => new Status(
            StatusCode.ResourceExhausted,
            string.Create(CultureInfo.InvariantCulture, $"Too many requests: come back after {admission.RetryAfter} s.")),
    };
}
