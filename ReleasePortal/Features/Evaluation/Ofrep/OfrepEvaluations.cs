using System.ComponentModel;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Features.Evaluation.Usage;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>
/// Answers evaluations. Applications ask tens of thousands of times a second: what is the same for many requests is made beforehand
/// and copied, and nothing is looked up on the way that a request does not need.
/// </summary>
internal sealed class OfrepEvaluations(OfrepDoor door, ConfiguredCallers configured, UsageCounter usage, TimeProvider clock)
{
    /// <summary>One control for one user.</summary>
    /// <param name="key">The control's key.</param>
    /// <param name="http">The request.</param>
    public async Task EvaluateOneAsync([Description("The control's key.")] string key, HttpContext http)
    {
        try
        {
            var refusal = door.Admit(http, out var caller);
            if (refusal is null && ConfiguredCallers.IsAskedFor(http.Request))
                (caller, refusal) = await configured.FindAsync(http, caller!);
            refusal ??= await AnswerOneAsync(http, caller!, key);
            if (refusal is not null)
                await refusal.WriteAsync(http, key);
        }
        catch (Exception exception)
        {
            await door.FailAsync(http, exception, key);
        }
    }

    /// <summary>Every control that the key may see, for one user.</summary>
    /// <param name="http">The request.</param>
    public async Task EvaluateAllAsync(HttpContext http)
    {
        try
        {
            var refusal = door.Admit(http, out var caller);
            if (refusal is null && ConfiguredCallers.IsAskedFor(http.Request))
                (caller, refusal) = await configured.FindAsync(http, caller!);
            refusal ??= await AnswerAllAsync(http, caller!);
            if (refusal is not null)
                await refusal.WriteAsync(http);
        }
        catch (Exception exception)
        {
            await door.FailAsync(http, exception);
        }
    }

    private async ValueTask<OfrepError?> AnswerOneAsync(HttpContext http, Caller caller, string key)
    {
        var (body, error) = await ContextBody.ReadAsync(http.Request);
        if (error is not null)
            return error;

        error = ContextBody.Parse(body, out var user);
        ContextBody.Release(http.Request, body);
        if (error is not null)
            return error;

        var control = caller.Answers.Find(key);
        var answer = control?.Control.For(user) ?? Answer.NotFound;
        Telemetry.Evaluated(key, answer, caller.Answers.State);
        if (control is not null && caller.IsReal)
            usage.Count(caller.Key, control.Control, answer);
        if (ErrorOf(answer) is { } refusal)
            return refusal;

        await AnswerBody.WriteAsync(http.Response, control!.Text(answer), caller.Answers.AnswerEnd);
        return null;
    }

    private async ValueTask<OfrepError?> AnswerAllAsync(HttpContext http, Caller caller)
    {
        var (body, error) = await ContextBody.ReadAsync(http.Request);
        if (error is not null)
            return error;

        var ending = caller.EndingAt(clock.GetUtcNow());
        var tag = BulkTag.Of(ending.TagStart, body);
        var isKnown = http.Request.Knows(tag); // then the body is one that was understood before
        UserContext user = default;
        error = isKnown ? null : ContextBody.Parse(body, out user);
        ContextBody.Release(http.Request, body);
        if (error is not null)
            return error;

        http.Response.Headers.ETag = tag;
        if (isKnown)
        {
            if (caller.IsReal)
                usage.TookAll(caller.Key);
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return null;
        }

        var counted = caller.IsReal ? usage.CountAll(caller.Key, caller.Answers.State) : UsageCounter.CountNothing(caller.Key, caller.Answers.State);
        await AnswerBody.WriteAllAsync(http.Response, caller.Answers, user, counted, ending.Json);
        return null;
    }

    private static OfrepError? ErrorOf(in Answer answer) => answer.Error switch
    {
        AnswerError.None => null,
        AnswerError.FlagNotFound => OfrepError.NoSuchFlag,
        _ => OfrepError.NoTargetingKey,
    };
}
