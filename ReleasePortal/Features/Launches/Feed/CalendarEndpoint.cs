using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Launches.Feed;

/// <summary>Where calendars fetch the launches: a secret address per person, which is all that they can send.</summary>
internal static class CalendarEndpoint
{
    public static void MapCalendar(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/calendar/{token}.ics", ReadAsync).AllowAnonymous().ExcludeFromDescription();

    /// <summary>What the person may see now. An address that nobody has, and one of somebody who was disabled, are not there.</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ReadAsync(
        string token, HttpContext http, CalendarFeedQuery query, CalendarFeed feed, RateLimits limits, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        if (await query.ReadAsync(token, cancellationToken) is { } launches)
        {
            var portal = new Uri($"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/");
            return TypedResults.File(Encoding.UTF8.GetBytes(feed.Write(launches, portal)), "text/calendar; charset=utf-8");
        }

        if (limits.Failure(http.Connection.RemoteIpAddress) is not { } seconds)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);

        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests);
    }
}
