using System.ComponentModel;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Launches.Api;

/// <summary>Launches for programs, with an automation key: they act on behalf of the key's person, and never approve.</summary>
internal static class LaunchEndpoints
{
    private const int MostAtOnce = 200;

    /// <summary>Left out of the OpenAPI document: undoing needs no body, and the door comes before what is wrong with one.</summary>
    private const string AnyContent = "*/*";

    /// <summary>In bytes: 50 steps with all they can say come to a tenth of it.</summary>
    private const long LargestBody = 1024 * 1024;

    public static void MapLaunchEndpoints(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/v1/launches").WithTags("Launches").ForAutomation(KeyPermission.ReadLaunches, LargestBody);

        group.MapGet("", ListAsync).WithName("ListLaunches").WithSummary("List launches, the latest first");
        group.MapGet("/{id:guid}", FindAsync).WithName("FindLaunch").WithSummary("Read one launch")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("", CreateAsync).WithName("CreateLaunch").WithSummary("Plan a launch, and schedule it unless told otherwise")
            .Accepts<WantedLaunchBody>("application/json", AnyContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapAct("hold", "Stop it until it is resumed", id => new HoldLaunch(id));
        group.MapAct("resume", "Go on where it was held", id => new ResumeLaunch(id));
        group.MapAct("cancel", "Give it up before it begins", id => new CancelLaunch(id));
        group.MapAct("launch", "Apply all its steps now", id => new StartLaunch(id));
        group.MapPost("/{id:guid}/undo", UndoAsync).WithName("UndoLaunch").WithSummary("Take it back, control by control")
            .Accepts<UndoBody>(isOptional: true, "application/json", AnyContent)
            .WithDescription("A control that somebody has changed since is left as it is, unless it is named.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static void MapAct(this RouteGroupBuilder group, string name, string summary, Func<Guid, LaunchChange> change) => group
        .MapPost($"/{{id:guid}}/{name}", (Guid id, HttpContext http, ChangeDesk desk, LaunchApiQuery query, CancellationToken cancellationToken) =>
            ActAsync(change(id), http, desk, query, cancellationToken))
        .WithName(char.ToUpperInvariant(name[0]) + name[1..] + "Launch")
        .WithSummary(summary)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<LaunchListBody>, ProblemHttpResult>> ListAsync(
        HttpContext http,
        LaunchApiQuery query,
        [Description("Only launches in this status, such as scheduled.")] string? status,
        [Description("Only those made before this one: the next of the answer before.")] Guid? before,
        [Description("At most so many, 1 to 200; 50 unless told.")] int? limit,
        CancellationToken cancellationToken)
    {
        var (actor, environment) = http.Features.GetRequiredFeature<KeyCaller>();
        LaunchStatus? wanted = Enum.TryParse<LaunchStatus>(status, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
        if (status is not null && wanted is null)
            return RefusalProblem.Of(new Invalid("status", "UnknownStatus", status));

        return TypedResults.Ok(await query.ListAsync(actor, environment, wanted, before, Math.Clamp(limit ?? 50, 1, MostAtOnce), cancellationToken));
    }

    private static async Task<Results<Ok<LaunchBody>, ProblemHttpResult>> FindAsync(
        Guid id, HttpContext http, LaunchApiQuery query, CancellationToken cancellationToken)
    {
        var (actor, environment) = http.Features.GetRequiredFeature<KeyCaller>();
        return await query.FindAsync(id, actor, environment, cancellationToken) is { } launch ? TypedResults.Ok(launch) : Missing(id);
    }

    private static async Task<Results<Created<LaunchBody>, ProblemHttpResult>> CreateAsync(
        HttpContext http, ChangeDesk desk, LaunchApiQuery query, CancellationToken cancellationToken)
    {
        var (actor, environment) = http.Features.GetRequiredFeature<KeyCaller>();
        if (await http.Request.ReadAsync<WantedLaunchBody>(cancellationToken) is not { IsWhole: true } wanted)
            return RefusalProblem.Of(new Invalid("steps", "Required"));

        var id = wanted.Id ?? Guid.CreateVersion7();
        var details = wanted.ToDetails(environment);
        Change[] changes = wanted.Schedule ? [new CreateLaunch(id, details), new SubmitLaunch(id)] : [new CreateLaunch(id, details)];
        var result = await desk.ApplyAsync(new ChangeSet(changes, Reason(details.Notes), ChangeSource.Api, id), actor, cancellationToken);
        if (result.Refusal is { } refusal)
            return RefusalProblem.Of(refusal);

        return TypedResults.Created($"/api/v1/launches/{id}", (await query.FindAsync(id, actor, environment, cancellationToken))!);
    }

    private static async Task<Results<Ok<LaunchBody>, ProblemHttpResult>> UndoAsync(
        Guid id, HttpContext http, ChangeDesk desk, LaunchApiQuery query, CancellationToken cancellationToken)
    {
        var body = await http.Request.ReadAsync<UndoBody>(cancellationToken);
        return await ActAsync(new UndoLaunch(id, body?.EvenIfTouched ?? []), http, desk, query, cancellationToken);
    }

    private static async Task<Results<Ok<LaunchBody>, ProblemHttpResult>> ActAsync(
        LaunchChange change, HttpContext http, ChangeDesk desk, LaunchApiQuery query, CancellationToken cancellationToken)
    {
        // A launch of another environment, or one that it may not see, is for this key none at all.
        var (actor, environment) = http.Features.GetRequiredFeature<KeyCaller>();
        if (await query.FindAsync(change.Launch, actor, environment, cancellationToken) is not { } launch)
            return Missing(change.Launch);

        var result = await desk.ApplyAsync(
            new ChangeSet([change], Reason(launch.Notes) ?? launch.Name, ChangeSource.Api, change.Launch), actor, cancellationToken);
        return result.Refusal is { } refusal
            ? RefusalProblem.Of(refusal)
            : TypedResults.Ok(await query.FindAsync(change.Launch, actor, environment, cancellationToken));
    }

    private static ProblemHttpResult Missing(Guid id) => RefusalProblem.Of(new Unknown(SubjectKind.Launch, id.ToString()));

    private static string? Reason(string notes) => string.IsNullOrWhiteSpace(notes) ? null : notes.Trim();
}
