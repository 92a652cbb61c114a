using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using ReleasePortal.Changes;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Features.Deployments.Api;
using ReleasePortal.Features.Deployments.Letters;

namespace ReleasePortal.Features.Deployments.Hooks;

/// <summary>
/// Where GitHub and Octopus Deploy tell of deployments. Who knows the secret may report, and nothing else; without a secret in the
/// settings there is no such address.
/// </summary>
internal static class HookEndpoints
{
    public static void MapHooks(this IEndpointRouteBuilder endpoints)
    {
        var hooks = endpoints.MapGroup("/hooks").AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(LetterReading.LargestBody)).ExcludeFromDescription();
        hooks.MapPost("/github", TakeGitHubAsync);
        hooks.MapPost("/octopus", TakeOctopusAsync);
    }

    private static Task<IResult> TakeGitHubAsync(HttpContext http, HookDoor door, Postbox postbox, IOptions<DeploymentOptions> options, CancellationToken cancellationToken) =>
        TakeAsync(http, DeploymentSource.GitHub, options.Value.GitHub, door, postbox, cancellationToken);

    private static Task<IResult> TakeOctopusAsync(HttpContext http, HookDoor door, Postbox postbox, IOptions<DeploymentOptions> options, CancellationToken cancellationToken) =>
        TakeAsync(http, DeploymentSource.Octopus, options.Value.Octopus, door, postbox, cancellationToken);

    private static async Task<IResult> TakeAsync(
        HttpContext http, DeploymentSource source, HookOptions options, HookDoor door, Postbox postbox, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.Secret))
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);

        var (body, size) = await http.Request.ReadBodyAsync(cancellationToken);
        if (body is null)
            return RefusalProblem.Of(new TooLargeReport()); // what is signed is the body, so nobody knows who sent it: nothing is kept

        if (!HookDoor.Opens(source, options, http.Request.Headers, body))
            return Refuse(http, source, door);
        return (await postbox.DeliverAsync(http.Request.ToLetter(source, from: "", environment: "", body, size), cancellationToken).AnswerAsync()).Result;
    }

    private static IResult Refuse(HttpContext http, DeploymentSource source, HookDoor door)
    {
        if (door.Refuse(source, http.Connection.RemoteIpAddress) is not { } seconds)
            return TypedResults.Problem("The signature or secret is missing or wrong.", statusCode: StatusCodes.Status401Unauthorized);

        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests);
    }
}
