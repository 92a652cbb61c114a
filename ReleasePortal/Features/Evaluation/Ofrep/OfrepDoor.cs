using Microsoft.Net.Http.Headers;
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
internal sealed class OfrepDoor(EvaluationStates states, RateLimits limits, LastUses uses, ILogger<OfrepDoor> logger) : IEndpointFilter
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
            await FailAsync(http, OfrepError.BrokenRequest with { Status = exception.StatusCode });
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
            return RetryAfter(http, seconds: 1, OfrepError.NotReady);

        var secret = SentSecret.Of(http.Request);
        if (secret is null || current.Keys.Find(secret) is not { } key)
            return RefuseKey(http, secret is null ? OfrepError.KeyMissing : OfrepError.KeyUnknown);
        if (key.Kind is not KeyKind.Server)
            return OfrepError.KeyOfTheWrongKind;
        if (limits.Evaluation(key.Id) is { } seconds)
            return RetryAfter(http, seconds, OfrepError.TooManyRequests);

        uses.Record(key.Id);
        http.Features.Set(new Caller(key, current.ByEnvironment[key.Environment]));
        return null;
    }

    private OfrepError RefuseKey(HttpContext http, OfrepError refusal)
    {
        if (limits.Failure(http.Connection.RemoteIpAddress) is { } seconds)
            return RetryAfter(http, seconds, OfrepError.TooManyRequests);

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return refusal;
    }

    private static OfrepError RetryAfter(HttpContext http, int seconds, OfrepError refusal)
    {
        http.Response.Headers.RetryAfter = HeaderUtilities.FormatNonNegativeInt64(seconds);
        return refusal;
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
