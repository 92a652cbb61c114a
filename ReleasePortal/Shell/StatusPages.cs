using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Diagnostics;

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

    private static async Task SayAsync(HttpContext context, int status)
    {
        IResult answer = MachineAddresses.IsFor(context.Request.Path)
            ? TypedResults.Problem(statusCode: status)
            : TypedResults.Content(await DocumentAsync(context, status), "text/html", Encoding.UTF8, status);
        await answer.ExecuteAsync(context);
    }

    // In a scope of its own: the request's may hold what a page left behind that went wrong half-way.
    private static async Task<string> DocumentAsync(HttpContext context, int status)
    {
        await using var scope = context.RequestServices.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(StatusDocument.Status)] = status });
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<StatusDocument>(parameters)).ToHtmlString());
    }
}
