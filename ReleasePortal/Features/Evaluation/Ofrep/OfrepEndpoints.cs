using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Features.Evaluation.Events;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>OpenFeature Remote Evaluation Protocol 0.3.0: every OpenFeature SDK is a client (design.md, section 6).</summary>
internal static class OfrepEndpoints
{
    /// <summary>Answers of a bulk evaluation are handed to the network in pieces of about this size.</summary>
    private const int PieceBytes = 16 * 1024;

    /// <summary>Its section in the OpenAPI document.</summary>
    public const string Tag = "Evaluation (OFREP 0.3.0)";

    /// <summary>Left out of the OpenAPI document.</summary>
    public const string AnyContent = "*/*";

    public static void MapOfrepEndpoints(this IEndpointRouteBuilder endpoints)
    {
        // Applications have keys of their own: nobody's cookie counts here, so that what looks for one is left out.
        var group = endpoints.MapGroup("/ofrep").AllowAnonymous().WithTags(Tag);
        group.ShortCircuit();

        group.MapPost("/v1/evaluate/flags", EvaluateAllAsync)
            .AddEndpointFilter<OfrepDoor>()
            .Describe<BulkEvaluation, BulkEvaluationFailure>()
            .Produces(StatusCodes.Status304NotModified)
            .WithName("EvaluateAll")
            .WithSummary("Evaluate all release controls for one user")
            .WithDescription(
                "Answers with everything that the key may see on its environment. The ETag covers the release states and the "
                + "whole context: send it back as If-None-Match to get 304 while neither has changed. eventStreams tells where to hear "
                + "of changes at once.");
        group.MapPost("/v1/evaluate/flags/{**key}", EvaluateOneAsync)
            .AddEndpointFilter<OfrepDoor>()
            .Describe<EvaluationSuccess, EvaluationFailure>()
            .Produces<EvaluationFailure>(StatusCodes.Status404NotFound)
            .WithName("EvaluateOne")
            .WithSummary("Evaluate one release control for one user")
            .WithDescription(
                "A targetingKey is needed just where the answer depends on a member list, a sample, a share or a split; "
                + "a control that does not exist or was retired answers FLAG_NOT_FOUND.");
        group.MapEventEndpoint();
        foreach (var address in (string[])["/v1/evaluate/flags", "/v1/evaluate/flags/{**key}", EventEndpoint.Address])
            group.MapMethods(address, [HttpMethods.Options], AnswerPreflightAsync).ExcludeFromDescription();
    }

    /// <summary>One control for one user.</summary>
    /// <param name="key">The control's key.</param>
    /// <param name="http">The request, let in by <see cref="OfrepDoor"/>.</param>
    /// <param name="cancellationToken">The caller hung up.</param>
    private static async Task EvaluateOneAsync(
        [Description("The control's key.")] string key, HttpContext http, CancellationToken cancellationToken)
    {
        var (user, error) = await ContextBody.ReadAsync(http.Request);
        if (error is not null)
        {
            await error.WriteAsync(http, key);
            return;
        }

        var state = http.Features.GetRequiredFeature<Caller>().State;
        var answer = state.Find(key) is { } control ? control.For(user) : Answer.NotFound;
        if (OfrepJson.ErrorOf(answer) is { } refusal)
        {
            await refusal.WriteAsync(http, key);
            return;
        }

        http.Response.ContentType = OfrepJson.ContentType;
        await using (var writer = new Utf8JsonWriter(http.Response.BodyWriter))
            OfrepJson.WriteAnswer(writer, key, answer, state);
        await http.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>Every control that the key may see, for one user.</summary>
    /// <param name="http">The request, let in by <see cref="OfrepDoor"/>.</param>
    /// <param name="tokens">Make the address of the events.</param>
    /// <param name="cancellationToken">The caller hung up.</param>
    private static async Task EvaluateAllAsync(HttpContext http, EventTokens tokens, CancellationToken cancellationToken)
    {
        var (user, error) = await ContextBody.ReadAsync(http.Request);
        if (error is not null)
        {
            await error.WriteAsync(http);
            return;
        }

        var caller = http.Features.GetRequiredFeature<Caller>();
        var token = tokens.For(caller.Key);
        var tag = BulkTag.Of(caller.State, caller.Key, token, user);
        http.Response.GetTypedHeaders().ETag = tag;
        if (http.Request.GetTypedHeaders().IsKnown(tag))
            http.Response.StatusCode = StatusCodes.Status304NotModified;
        else
            await WriteAllAsync(http, caller.State, user, token, cancellationToken);
    }

    private static async Task WriteAllAsync(
        HttpContext http, EnvironmentState state, UserContext user, string eventToken, CancellationToken cancellationToken)
    {
        http.Response.ContentType = OfrepJson.ContentType;
        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteStartArray("flags"u8);
        var handedOver = 0L;
        foreach (var control in state.Controls)
        {
            OfrepJson.WriteAnswer(writer, control.Key, control.For(user), state);
            if (writer.BytesCommitted + writer.BytesPending - handedOver < PieceBytes)
                continue;

            writer.Flush();
            handedOver = writer.BytesCommitted;
            await http.Response.BodyWriter.FlushAsync(cancellationToken);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("metadata"u8);
        writer.WriteString("environment"u8, state.Environment);
        writer.WriteString("revision"u8, state.Revision);
        writer.WriteEndObject();
        OfrepJson.WriteEventStreams(writer, EventEndpoint.AddressWith(eventToken));
        writer.WriteEndObject();
        writer.Flush();
        await http.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>Whether a page from another origin may send its request.</summary>
    private static async Task AnswerPreflightAsync(HttpContext http, EvaluationStates states, CancellationToken cancellationToken)
    {
        var refusal = states.Current is { } current ? Origins.Preflight(http, current.Keys) : OfrepError.NotReady.After(http, seconds: 1);
        if (refusal is null)
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            await refusal.WriteAsync(http);
    }

    private static RouteHandlerBuilder Describe<TSuccess, TFailure>(this RouteHandlerBuilder endpoint) => endpoint
        .Accepts<EvaluationRequest>(OfrepJson.ContentType, AnyContent) // it is read as JSON whatever it is called
        .Produces<TSuccess>(StatusCodes.Status200OK, OfrepJson.ContentType)
        .Produces<TFailure>(StatusCodes.Status400BadRequest)
        .Produces<GeneralError>(StatusCodes.Status401Unauthorized)
        .Produces<GeneralError>(StatusCodes.Status403Forbidden)
        .Produces<TFailure>(StatusCodes.Status413PayloadTooLarge)
        .Produces<GeneralError>(StatusCodes.Status429TooManyRequests)
        .Produces<GeneralError>(StatusCodes.Status500InternalServerError)
        .Produces<GeneralError>(StatusCodes.Status503ServiceUnavailable);
}
