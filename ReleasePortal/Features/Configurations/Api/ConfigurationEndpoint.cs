using System.ComponentModel;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.People;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Configurations.Api;

/// <summary>Business configurations for tests, with an automation key: as far as the key's person may see them.</summary>
internal static class ConfigurationEndpoint
{
    /// <summary>In bytes: nothing is sent here.</summary>
    private const long LargestBody = 1024;

    public static void MapConfigurationEndpoint(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGroup("/api/v1/configurations").WithTags("Business configurations").ForAutomation(KeyPermission.ReadConfigurations, LargestBody)
        .MapGet("/{name}", FindAsync).WithName("FindConfiguration").WithSummary("Read one business configuration")
        .WithDescription("What is open in its newest version; every control that it does not name is closed in it.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ConfigurationBody>, ProblemHttpResult>> FindAsync(
        [Description("The configuration's key.")] string name, HttpContext http, ConfigurationQuery query, CancellationToken cancellationToken)
    {
        var (actor, _) = http.Features.GetRequiredFeature<KeyCaller>();
        return await query.FindAsync(name, actor, cancellationToken) is { } found
            ? TypedResults.Ok(ConfigurationBody.Of(found.Configuration))
            : RefusalProblem.Of(new Unknown(SubjectKind.Configuration, name));
    }
}
