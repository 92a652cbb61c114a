using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Identity.Keys;

/// <summary>What every request of a program passes first: an automation key in use, with the permission, within its limit.</summary>
internal sealed class AutomationDoor(KeyActors keys, KeySessions sessions, RateLimits limits, LastUses uses) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var secret = SentSecret.Of(http.Request);
        if (secret is null || await keys.FindAsync(secret, http.RequestAborted) is not { } caller)
        {
            if (limits.Failure(http.Connection.RemoteIpAddress) is { } seconds)
                return TooMany(http, seconds);
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem("An automation key in use is needed.", statusCode: StatusCodes.Status401Unauthorized);
        }

        if (limits.Evaluation(caller.Actor.Id) is { } wait)
            return TooMany(http, wait);
        if (!AccessRules.Allows(caller.Actor, Operation.SeeControl) || !AccessRules.Allows(caller.Actor, Needed(http)))
            return RefusalProblem.Of(new NotAllowed(Operation.SeeControl));

        uses.Record(caller.Actor.Id);
        if (!HttpMethods.IsGet(http.Request.Method) && AccessRules.Allows(caller.Actor, KeyPermission.ManageLaunches))
            caller = caller with { Actor = caller.Actor with { Session = await sessions.OfAsync(caller.Actor.Id, http) } };
        http.Features.Set(caller);
        return await next(context);
    }

    private static KeyPermission Needed(HttpContext http) => http.GetEndpoint()!.Metadata.GetRequiredMetadata<NeededPermission>().Permission;

    private static object TooMany(HttpContext http, int seconds)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests);
    }
}

/// <summary>What an automation key needs to be let in.</summary>
internal sealed record NeededPermission(KeyPermission Permission);

internal static class AutomationDoorExtensions
{
    /// <summary>Lets in programs with an automation key that has that permission, and nobody else: no cookie opens these addresses.</summary>
    public static RouteGroupBuilder ForAutomation(this RouteGroupBuilder group, KeyPermission needed, long largestBody) => group
        .AllowAnonymous()
        .AddEndpointFilter<AutomationDoor>()
        .WithMetadata(new NeededPermission(needed), new RequestSizeLimitAttribute(largestBody))
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);
}
