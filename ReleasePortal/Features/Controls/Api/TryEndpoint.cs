using System.ComponentModel;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.People;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Controls.Api;

/// <summary>What a user gets of a control, and why: for the tools of support staff, with an automation key of somebody who may see it.</summary>
internal static class TryEndpoint
{
    /// <summary>Left out of the OpenAPI document: the door comes before what is wrong with a body.</summary>
    private const string AnyContent = "*/*";

    /// <summary>In bytes, as for an evaluation.</summary>
    private const long LargestBody = 64 * 1024;

    public static void MapTryEndpoint(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGroup("/api/v1/controls").WithTags("Controls").ForAutomation(KeyPermission.TryControls, LargestBody)
        .MapPost("/{key}/try", TryAsync).WithName("TryControl").WithSummary("Try what a user gets of a control, and why")
        .WithDescription("The answer that applications get on the key's environment at this moment, with every rule that led to it. Nothing is changed or counted.")
        .Accepts<TriedBody>("application/json", AnyContent)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TryAnswerBody>, ProblemHttpResult>> TryAsync(
        [Description("The control's key.")] string key, HttpContext http, TryQuery query, CancellationToken cancellationToken)
    {
        var (actor, environment) = http.Features.GetRequiredFeature<KeyCaller>();
        if (await http.Request.ReadAsync<TriedBody>(cancellationToken) is not { } body)
            return RefusalProblem.Of(new Invalid("context", "Required"));
        if (!body.ToUser().TryGet(out var box, out var refusal))
            return RefusalProblem.Of(refusal);

        return await query.AnswerAsync(key, environment, box.User, actor, cancellationToken) is { } answer
            ? TypedResults.Ok(answer)
            : RefusalProblem.Of(new Unknown(SubjectKind.Control, key));
    }
}
