using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ReleasePortal.Shell;

/// <summary>
/// Words for what is answered outside a page: a broken request, a stale form, a missing file. Programs get problem details
/// without any inside knowledge; an answer that has a body already is left as it is.
/// </summary>
internal static class StatusPages
{
    /// <summary>A request that could not be read is the sender's mistake, not ours; all else is.</summary>
    public static ExceptionHandlerOptions OnException { get; } = new()
    {
        ExceptionHandler = context => SayAsync(context, context.Response.StatusCode),
        StatusCodeSelector = exception =>
            exception is BadHttpRequestException unreadable ? unreadable.StatusCode : StatusCodes.Status500InternalServerError,
    };

    public static Task SayStatusAsync(StatusCodeContext status) =>
        SayAsync(status.HttpContext, status.HttpContext.Response.StatusCode);

    private static Task SayAsync(HttpContext context, int status)
    {
        IResult answer = MachineAddresses.IsFor(context.Request.Path)
            ? TypedResults.Problem(statusCode: status)
            : new RazorComponentResult<StatusDocument>(new { Status = status }) { StatusCode = status };
        return answer.ExecuteAsync(context);
    }
}
