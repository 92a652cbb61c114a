using Microsoft.Net.Http.Headers;
using ReleasePortal.Features.Evaluation.Ofrep;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Evaluation.Flagd;

/// <summary>The state over HTTP, for whoever polls.</summary>
internal static class FlagdEndpoints
{
    public const string Address = "/flagd/v1/flags.json";

    public static void MapFlagdEndpoints(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet(Address, GetAsync)
        .AllowAnonymous() // applications have keys of their own; nobody's cookie counts here
        .WithTags("In-process evaluation (flagd)")
        .WithName("FlagDefinitions")
        .WithSummary("The whole state of an environment, in flagd's flag-definition format")
        .WithDescription(
            "For flagd providers and daemons, which evaluate inside the application and get the same values and variants. The ETag "
            + "covers the whole state: send it back as If-None-Match to get 304 while nothing has changed. Needs a server key. "
            + "Where OFREP answers TARGETING_KEY_MISSING, flagd serves the off variant.")
        .Produces<FlagDefinitionsDocument>(StatusCodes.Status200OK, OfrepJson.ContentType)
        .Produces(StatusCodes.Status304NotModified)
        .Produces<GeneralError>(StatusCodes.Status401Unauthorized)
        .Produces<GeneralError>(StatusCodes.Status403Forbidden)
        .Produces<GeneralError>(StatusCodes.Status429TooManyRequests)
        .Produces<GeneralError>(StatusCodes.Status503ServiceUnavailable);

    private static async Task GetAsync(HttpContext http, FlagdDoor door, CancellationToken cancellationToken)
    {
        var admission = door.Admit(SentSecret.Of(http.Request), http.Connection.RemoteIpAddress);
        if (admission.State is null)
        {
            await RefuseAsync(http, admission);
            return;
        }

        var document = FlagdDocument.Of(admission.State);
        http.Response.Headers.ETag = document.Tag;
        http.Response.Headers.CacheControl = "private, no-cache"; // it is for one key, and may be used only when we say 304
        if (http.Request.Knows(document.Tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = OfrepJson.ContentType;
        http.Response.ContentLength = document.Body.Length;
        await http.Response.Body.WriteAsync(document.Body, cancellationToken);
    }

    private static Task RefuseAsync(HttpContext http, in Admission admission)
    {
        if (admission.Refusal is FlagdRefusal.KeyMissing or FlagdRefusal.KeyUnknown)
            http.Response.Headers.WWWAuthenticate = "Bearer";
        if (admission.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = HeaderUtilities.FormatNonNegativeInt64(seconds);
        return Error(admission.Refusal).WriteAsync(http);
    }

    private static OfrepError Error(FlagdRefusal refusal) => refusal switch
    {
        FlagdRefusal.NotReady => OfrepError.NotReady,
        FlagdRefusal.KeyMissing => OfrepError.KeyMissing,
        FlagdRefusal.KeyUnknown => OfrepError.KeyUnknown,
        FlagdRefusal.KeyOfTheWrongKind => WrongKind,
        _ => OfrepError.TooManyRequests,
    };

    private static readonly OfrepError WrongKind = new(StatusCodes.Status403Forbidden, null, "The whole state is for servers: use a server key.");
}
