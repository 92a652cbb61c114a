using Microsoft.Net.Http.Headers;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>
/// Pages from other origins, as the Fetch standard lets them ask (CORS): for browser keys only, from their own origins only, and
/// never with cookies.
/// </summary>
internal static class Origins
{
    private const string PreflightSeconds = "600";

    /// <summary>The refusal when pages from the request's origin may not use the key; otherwise lets them read the answer.</summary>
    public static OfrepError? Admit(HttpContext http, CallerKey key)
    {
        if (key.Kind is not KeyKind.Browser)
            return null;

        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length is 0)
            return OfrepError.OriginMissing;
        if (!key.MayComeFrom(origin))
            return OfrepError.OriginUnknown;

        LetRead(http, origin);
        return null;
    }

    /// <summary>Lets a page read why its key was refused, when it comes from where pages with keys come from.</summary>
    public static void AdmitRefused(HttpContext http, KeyIndex keys)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length is 0)
            return;

        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (keys.Expects(origin))
            LetRead(http, origin);
    }

    /// <summary>What a browser asks before it sends what a form could not: whether a page from that origin may.</summary>
    /// <returns>The refusal; null when it may.</returns>
    public static OfrepError? Preflight(HttpContext http, KeyIndex keys)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length is 0 || !http.Request.Headers.ContainsKey(HeaderNames.AccessControlRequestMethod))
            return OfrepError.KeyMissing; // nobody's preflight, and no other OPTIONS are answered

        var headers = http.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (!keys.Expects(origin))
            return OfrepError.OriginUnknown;

        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowMethods = "GET, POST";
        headers.AccessControlAllowHeaders = "Authorization, X-API-Key, Content-Type, If-None-Match, Last-Event-ID, Cache-Control";
        headers.AccessControlMaxAge = PreflightSeconds;
        return null;
    }

    private static void LetRead(HttpContext http, string origin)
    {
        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers.AccessControlExposeHeaders = "ETag, Retry-After";
    }
}
