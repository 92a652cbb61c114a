using ReleasePortal.Features.Evaluation.Events;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>OpenFeature Remote Evaluation Protocol 0.3.0: every OpenFeature SDK is a client (design.md, section 6).</summary>
internal static class OfrepEndpoints
{
    /// <summary>Its section in the OpenAPI document.</summary>
    public const string Tag = "Evaluation (OFREP 0.3.0)";

    /// <summary>Left out of the OpenAPI document.</summary>
    public const string AnyContent = "*/*";

    private const string UnderAConfiguration =
        "With the header X-Release-Configuration and the key of a business configuration, a server key that was made for it is answered "
        + "under exactly that configuration's states: for tests.";

    public static void MapOfrepEndpoints(this IEndpointRouteBuilder endpoints)
    {
        // Applications have keys of their own: nobody's cookie counts here, so that what looks for one is left out. The filters of an endpoint
        // are left out too: they cost more than an answer.
        var group = endpoints.MapGroup("/ofrep").AllowAnonymous().WithTags(Tag);
        group.ShortCircuit();

        var evaluations = endpoints.ServiceProvider.GetRequiredService<OfrepEvaluations>();
        group.MapPost("/v1/evaluate/flags", (Delegate)evaluations.EvaluateAllAsync) // as a bare request delegate it would not be described
            .Describe<BulkEvaluation, BulkEvaluationFailure>()
            .Produces(StatusCodes.Status304NotModified)
            .WithName("EvaluateAll")
            .WithSummary("Evaluate all release controls for one user")
            .WithDescription(
                "Answers with everything that the key may see on its environment. The ETag covers the release states and the "
                + "whole context: send it back as If-None-Match to get 304 while neither has changed. eventStreams tells where to hear "
                + "of changes at once. " + UnderAConfiguration);
        group.MapPost("/v1/evaluate/flags/{**key}", evaluations.EvaluateOneAsync)
            .Describe<EvaluationSuccess, EvaluationFailure>()
            .Produces<EvaluationFailure>(StatusCodes.Status404NotFound)
            .WithName("EvaluateOne")
            .WithSummary("Evaluate one release control for one user")
            .WithDescription(
                "A targetingKey is needed just where the answer depends on a member list, a sample, a share or a split; "
                + "a control that does not exist or was retired answers FLAG_NOT_FOUND. " + UnderAConfiguration);
        group.MapEventEndpoint();
        foreach (var address in (string[])["/v1/evaluate/flags", "/v1/evaluate/flags/{**key}", EventEndpoint.Address])
            group.MapMethods(address, [HttpMethods.Options], AnswerPreflightAsync).ExcludeFromDescription();
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
