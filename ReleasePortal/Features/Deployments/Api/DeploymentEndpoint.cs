using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using ReleasePortal.Changes;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Deployments.Letters;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Deployments.Api;

/// <summary>Deployments as pipelines report them, with an automation key.</summary>
internal static class DeploymentEndpoint
{
    /// <summary>Left out of the OpenAPI document: the door comes before what is wrong with a body.</summary>
    private const string AnyContent = "*/*";

    public static void MapDeploymentEndpoint(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGroup("/api/v1/deployments").WithTags("Deployments").ForAutomation(KeyPermission.ReportDeployments, LetterReading.LargestBody)
            .MapPost("", ReportAsync).WithName("ReportDeployment").WithSummary("Report that a software version was deployed")
            .WithDescription("The same id twice is one deployment: it answers 200 instead of 201. Nothing changes for users.")
            .Accepts<DeploymentReportBody>("application/json", AnyContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        endpoints
            .MapGroup("/api/v1/cdevents").WithTags("Deployments").ForAutomation(KeyPermission.ReportDeployments, LetterReading.LargestBody)
            .MapPost("", ReportEventAsync).WithName("ReportCdEvent").WithSummary("Report a deployment as a CDEvent")
            .WithDescription("""
                Takes service.deployed, upgraded, rolledback and removed, carried by CloudEvents 1.0 in structured or binary mode; customData
                may add version, controls, commit, by and link. environment.* is answered with 202: administrators define environments.
                """)
            .Accepts<object>("application/cloudevents+json", AnyContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static Task<Results<Created<DeploymentBody>, Ok<DeploymentBody>, Accepted<IgnoredBody>, ProblemHttpResult>> ReportAsync(
        HttpContext http, Postbox postbox, CancellationToken cancellationToken) =>
        TakeAsync(http, DeploymentSource.Api, postbox, cancellationToken);

    private static Task<Results<Created<DeploymentBody>, Ok<DeploymentBody>, Accepted<IgnoredBody>, ProblemHttpResult>> ReportEventAsync(
        HttpContext http, Postbox postbox, CancellationToken cancellationToken) =>
        TakeAsync(http, DeploymentSource.CdEvents, postbox, cancellationToken);

    private static async Task<Results<Created<DeploymentBody>, Ok<DeploymentBody>, Accepted<IgnoredBody>, ProblemHttpResult>> TakeAsync(
        HttpContext http, DeploymentSource source, Postbox postbox, CancellationToken cancellationToken)
    {
        var (actor, environment) = http.Features.GetRequiredFeature<KeyCaller>();
        var (body, size) = await http.Request.ReadBodyAsync(cancellationToken);
        var letter = http.Request.ToLetter(source, actor.Name, environment, body, size);
        if (body is not null)
            return await postbox.DeliverAsync(letter, cancellationToken).AnswerAsync();

        await postbox.RefuseAsync(letter, new TooLargeReport(), cancellationToken);
        return RefusalProblem.Of(new TooLargeReport());
    }
}
