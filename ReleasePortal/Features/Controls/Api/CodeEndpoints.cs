using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using ReleasePortal.Changes;
using ReleasePortal.Data.Code;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Controls.Api;

/// <summary>For scans of source code: which controls there are, and where code names them. With an automation key of an engineer.</summary>
internal static class CodeEndpoints
{
    /// <summary>Left out of the OpenAPI document: the door comes before what is wrong with a body.</summary>
    private const string AnyContent = "*/*";

    /// <summary>In bytes.</summary>
    private const long LargestBody = 4 * 1024 * 1024;

    public static void MapCodeEndpoints(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGroup("/api/v1/controls").WithTags("Controls").ForAutomation(KeyPermission.ReportCode, LargestBody)
            .MapGet("/keys", KeysAsync).WithName("ListControlKeys").WithSummary("List the keys of all controls, for a scan of source code");
        endpoints.MapGroup("/api/v1/code-references").WithTags("Controls").ForAutomation(KeyPermission.ReportCode, LargestBody)
            .MapPost("", ReportAsync).WithName("ReportCode").WithSummary("Report where a repository names controls")
            .WithDescription("Takes the place of what that repository said before; the same report again changes nothing.")
            .Accepts<CodeReportBody>("application/json", AnyContent)
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<Ok<ControlKeysBody>, ProblemHttpResult>> KeysAsync(
        HttpContext http, ControlKeysQuery query, CancellationToken cancellationToken)
    {
        var actor = http.Features.GetRequiredFeature<KeyCaller>().Actor;
        if (!AccessRules.Allows(actor, Operation.ReportCode))
            return RefusalProblem.Of(new NotAllowed(Operation.ReportCode));

        return TypedResults.Ok(new ControlKeysBody(await query.ListAsync(actor, cancellationToken)));
    }

    private static async Task<Results<Ok<CodeTakenBody>, ProblemHttpResult>> ReportAsync(
        HttpContext http, CodeStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!AccessRules.Allows(http.Features.GetRequiredFeature<KeyCaller>().Actor, Operation.ReportCode))
            return RefusalProblem.Of(new NotAllowed(Operation.ReportCode));
        if (await http.Request.ReadAsync<CodeReportBody>(cancellationToken) is not { } body || body is not { Repository: not null, Commit: not null, References: not null })
            return RefusalProblem.Of(new Invalid("repository", "Required"));
        if (!ReportedCode.Read(body, clock.GetUtcNow()).TryGet(out var scan, out var refusal))
            return RefusalProblem.Of(refusal);

        var taken = await store.TakeAsync(scan, cancellationToken);
        return taken is CodeTaken.TooMany
            ? RefusalProblem.Of(new Invalid("repository", "TooMany", $"{CodeStore.MostRepositories}"))
            : TypedResults.Ok(new CodeTakenBody(taken is CodeTaken.Yes, scan.References.Sum(reference => reference.Count), scan.References.Count));
    }
}
