using Microsoft.AspNetCore.Http.Features;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>Who asks, and of what: the state as of one moment, for all of a request.</summary>
internal sealed record Caller(CallerKey Key, EnvironmentState State);

/// <summary>
/// What every evaluation passes first: a valid key of the right kind, within its limit. It stands apart from the sign-in of
/// people: an application is never redirected, and every refusal has a body.
/// </summary>
internal sealed class OfrepDoor(
    EvaluationStates states, RateLimits limits, LastUses uses, TimeProvider clock, ILogger<OfrepDoor> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            if (Admit(http) is { } refusal)
                await refusal.WriteAsync(http, http.GetRouteValue("key") as string);
            else
                await next(context);
        }
        catch (BadHttpRequestException exception)
        {
            var isTooLarge = exception.StatusCode is StatusCodes.Status413PayloadTooLarge;
            await FailAsync(http, isTooLarge ? OfrepError.TooLarge : OfrepError.BrokenRequest with { Status = exception.StatusCode });
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            Log.EvaluationFailed(logger, exception);
            await FailAsync(http, OfrepError.Failed);
        }

        return Results.Empty;
    }

    private OfrepError? Admit(HttpContext http)
    {
        if (states.Current is not { } current)
            return OfrepError.NotReady.After(http, seconds: 1);

        // The server itself then neither waits for more of a body nor reads on to the end of it.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = ContextBody.MostBytes;

        var secret = SentSecret.Of(http.Request);
        if (secret is null || current.Keys.Find(secret, clock.GetUtcNow()) is not { } key)
        {
            Origins.AdmitRefused(http, current.Keys);
            return (secret is null ? OfrepError.KeyMissing : OfrepError.KeyUnknown).Stranger(http, limits);
        }

        if (key.Kind is KeyKind.Automation)
            return OfrepError.KeyOfTheWrongKind;
        if (Origins.Admit(http, key) is { } elsewhere)
            return elsewhere;
        if (limits.Evaluation(key.Id) is { } seconds)
            return OfrepError.TooManyRequests.After(http, seconds);

        uses.Record(key.Id);
        http.Features.Set(new Caller(key, current.SeenBy(key)));
        return null;
    }

    private static async Task FailAsync(HttpContext http, OfrepError error)
    {
        if (http.Response.HasStarted)
        {
            http.Abort(); // half an answer must not look like a whole one
            return;
        }

        http.Response.Clear();
        await error.WriteAsync(http, http.GetRouteValue("key") as string);
    }
}
