using System.ComponentModel;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.Ofrep;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Evaluation.Events;

/// <summary>Server-sent events (WHATWG HTML, section 9.2) that say when to evaluate again, as OFREP 0.3.0 words them.</summary>
internal static class EventEndpoint
{
    public const string Address = "/v1/events";

    public const string Name = "ListenToChanges";

    public const string ContentType = "text/event-stream";

    /// <summary>The whole address, for one token.</summary>
    public static string AddressWith(string token) => $"/ofrep{Address}?token={token}";

    public static void MapEventEndpoint(this IEndpointRouteBuilder group) => group.MapGet(Address, ListenAsync)
        .Produces<string>(StatusCodes.Status200OK, ContentType)
        .Produces<GeneralError>(StatusCodes.Status401Unauthorized)
        .Produces<GeneralError>(StatusCodes.Status403Forbidden)
        .Produces<GeneralError>(StatusCodes.Status429TooManyRequests)
        .Produces<GeneralError>(StatusCodes.Status503ServiceUnavailable)
        .WithName(Name)
        .WithSummary("Hear at once when to evaluate again")
        .WithDescription(
            "Server-sent events at the address that a bulk evaluation names in eventStreams, or without a token for who shows an API key. Each says "
            + "{\"type\":\"refetchEvaluation\",\"etag\":\"…\",\"lastModified\":…}: the release states that the key sees have changed. Its id "
            + "stands for the state; sent back as Last-Event-ID, it gets an event at once if the state is another one by then. A comment "
            + "every few seconds shows that the stream stands. It ends when the key is revoked.");

    /// <summary>Listens until the caller hangs up.</summary>
    /// <param name="token">From the address in eventStreams; null for a caller who shows a key.</param>
    /// <param name="lastEventId">The id of the last event that was received.</param>
    /// <param name="http">The request.</param>
    /// <param name="listening">What it takes to listen.</param>
    /// <param name="cancellationToken">The caller hung up.</param>
    private static async Task ListenAsync(
        [Description("From the address in eventStreams; left out by who shows an API key.")] string? token,
        [Microsoft.AspNetCore.Mvc.FromHeader(Name = "Last-Event-ID"), Description("The id of the last event that was received.")] string? lastEventId,
        HttpContext http,
        [AsParameters] Listening listening,
        CancellationToken cancellationToken)
    {
        if (Admit(http, token, listening, out var key) is { } refusal)
        {
            await refusal.WriteAsync(http);
            return;
        }

        var reader = new EventReader(key!, listening.States, http.Response.BodyWriter, listening.Clock, listening.Options.Value);
        if (NoRoom(http, listening.Readers.Add(reader)) is { } full)
        {
            await full.WriteAsync(http);
            return;
        }

        try
        {
            listening.Uses.Record(key!.Id);
            Begin(http);
            if (await reader.RunAsync(lastEventId, cancellationToken) is StreamEnd.Stalled)
            {
                Log.ReaderStalled(listening.Logger, listening.Options.Value.PatienceSeconds);
                http.Abort();
            }
        }
        finally
        {
            listening.Readers.Remove(reader);
        }
    }

    private static OfrepError? Admit(HttpContext http, string? token, Listening listening, out CallerKey? key)
    {
        key = null;
        if (listening.States.Current is not { } current)
            return OfrepError.NotReady.After(http, seconds: 1);

        key = token is null ? OfSecret(http.Request, current, listening.Clock) : listening.Tokens.Read(token, current.Keys);
        if (key is not null)
            return Origins.Admit(http, key);

        Origins.AdmitRefused(http, current.Keys);
        var isByKey = token is null && !SentSecret.In(http.Request).IsEmpty;
        return (isByKey ? OfrepError.KeyUnknown : OfrepError.TokenUnknown).Stranger(http, listening.Limits);
    }

    // A program that can send headers shows its key, as everywhere else, and need not evaluate to learn of a token.
    private static CallerKey? OfSecret(HttpRequest request, EvaluationSnapshot current, TimeProvider clock) =>
        SentSecret.Of(request) is { } secret && current.Keys.Find(secret, clock.GetUtcNow()) is { Kind: not KeyKind.Automation } key ? key : null;

    private static OfrepError? NoRoom(HttpContext http, Room room) => room switch
    {
        Room.Enough => null,
        Room.NoneForTheKey => OfrepError.TooManyReaders.After(http, SomeSeconds()),
        _ => OfrepError.NoRoomForReaders.After(http, SomeSeconds()),
    };

    // Not all of them in the same moment.
    private static int SomeSeconds() => RandomNumberGenerator.GetInt32(10, 60);

    private static void Begin(HttpContext http)
    {
        http.Response.ContentType = ContentType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no"; // nginx would keep events until it has a bufferful
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>What it takes to listen.</summary>
    internal sealed record Listening(
        EventTokens Tokens,
        EventReaders Readers,
        EvaluationStates States,
        RateLimits Limits,
        LastUses Uses,
        TimeProvider Clock,
        IOptions<EventOptions> Options,
        ILogger<EventReader> Logger);
}
