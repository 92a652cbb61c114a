using Microsoft.Net.Http.Headers;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>The headers that a refusal comes with.</summary>
internal static class Refusing
{
    /// <summary>The refusal, with when to come back.</summary>
    public static OfrepError After(this OfrepError refusal, HttpContext http, int seconds)
    {
        http.Response.Headers.RetryAfter = HeaderUtilities.FormatNonNegativeInt64(seconds);
        return refusal;
    }

    /// <summary>The refusal of somebody without a valid key, who is counted: guessing is slowed down.</summary>
    public static OfrepError Stranger(this OfrepError refusal, HttpContext http, RateLimits limits)
    {
        if (limits.Failure(http.Connection.RemoteIpAddress) is { } seconds)
            return OfrepError.TooManyRequests.After(http, seconds);

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return refusal;
    }
}
