using Microsoft.AspNetCore.Http.Features;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>
/// What every evaluation passes first: a valid key of the right kind, within its limit. It stands apart from the sign-in of
/// people: an application is never redirected, and every refusal has a body.
/// </summary>
internal sealed class OfrepDoor(
    EvaluationStates states, Callers callers, RateLimits limits, LastUses uses, TimeProvider clock, ILogger<OfrepDoor> logger)
{
    /// <summary>Lets a request in, and counts it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="caller">Who asks; null when refused.</param>
    /// <returns>The refusal; null for none.</returns>
    public OfrepError? Admit(HttpContext http, out Caller? caller)
    {
        caller = null;
        http.Response.Headers.XContentTypeOptions = "nosniff"; // of what pages are sent, the one header that data needs too
        if (states.Current is not { } current)
            return OfrepError.NotReady.After(http, seconds: 1);

        // The server itself then neither waits for more of a body nor reads on to the end of it.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = ContextBody.MostBytes;

        var now = clock.GetUtcNow();
        var secret = SentSecret.In(http.Request);
        caller = callers.Find(current, secret, now, out var isOfTheWrongKind);
        if (isOfTheWrongKind)
            return OfrepError.KeyOfTheWrongKind;
        if (caller is null)
        {
            Origins.AdmitRefused(http, current.Keys);
            return (secret.IsEmpty ? OfrepError.KeyMissing : OfrepError.KeyUnknown).Stranger(http, limits);
        }

        if (Origins.Admit(http, caller.Key) is { } elsewhere)
            return elsewhere;
        if (limits.Evaluation(caller.Key.Id) is { } seconds)
            return OfrepError.TooManyRequests.After(http, seconds);

        uses.Record(caller.Key.Id, now);
        return null;
    }

    /// <summary>Answers when something went wrong on the way.</summary>
    /// <param name="http">The request.</param>
    /// <param name="exception">What went wrong.</param>
    /// <param name="key">The control that was asked for; null in bulk.</param>
    public Task FailAsync(HttpContext http, Exception exception, string? key = null)
    {
        if (exception is BadHttpRequestException refused)
        {
            var isTooLarge = refused.StatusCode is StatusCodes.Status413PayloadTooLarge;
            return FailAsync(http, isTooLarge ? OfrepError.TooLarge : OfrepError.BrokenRequest with { Status = refused.StatusCode }, key);
        }

        if (http.RequestAborted.IsCancellationRequested)
            return Task.CompletedTask; // nobody waits for the answer any more

        Log.EvaluationFailed(logger, exception);
        return FailAsync(http, OfrepError.Failed, key);
    }

    private static Task FailAsync(HttpContext http, OfrepError error, string? key)
    {
        if (http.Response.HasStarted)
        {
            http.Abort(); // half an answer must not look like a whole one
            return Task.CompletedTask;
        }

        http.Response.Clear();
        return error.WriteAsync(http, key);
    }
}
