using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NetEscapades.AspNetCore.SecurityHeaders;
using ReleasePortal.Features.Evaluation.Events;
using ReleasePortal.Features.Evaluation.Ofrep;
using Scalar.AspNetCore;

namespace ReleasePortal.Features.Evaluation.Reference;

/// <summary>The OpenAPI document, and pages to browse it that come from the portal itself.</summary>
internal static class ReferenceEndpoints
{
    private const string Document = "v1";

    public static void AddReference(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        // Forms that people post to are no API.
        options.ShouldInclude = description =>
            description.RelativePath is { } path
            && (path.StartsWith("ofrep/", StringComparison.Ordinal) || path.StartsWith("flagd/", StringComparison.Ordinal) || path.StartsWith("api/", StringComparison.Ordinal));
        options.AddDocumentTransformer(Introduce);
        options.AddOperationTransformer(TellHeaders);
        options.AddSchemaTransformer(OpenContext);
    });

    public static void MapReference(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi().AllowAnonymous();
        endpoints.MapScalarApiReference("/api", (options, http) =>
        {
            options.WithNonce(http.GetNonce()); // it starts itself with a script in its page
            options.Title = "ReleasePortal API";
            options.Favicon = "/favicon.svg";
            options.AddDocument(Document);
            options.DisableDefaultFonts();
            options.DisableTelemetry();
            options.DisableAgent();
            options.DisableMcp();
            options.HideClientButton();
            options.HideDeveloperTools();
        }).AllowAnonymous();
    }

    private static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ReleasePortal",
            Version = Document,
            Description = "What applications ask of the portal. Evaluation is OFREP 0.3.0, which every OpenFeature SDK speaks.",
        };
        // What most applications come for stands first.
        document.Tags = document.Tags?.OrderBy(tag => tag.Name is OfrepEndpoints.Tag ? 0 : 1).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.AddComponent("BearerAuth", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key of the environment.",
        });
        document.AddComponent("ApiKeyAuth", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "X-API-Key",
            Description = "The same, in a header of its own.",
        });
        document.Security = AnyKey(document);
        return Task.CompletedTask;
    }

    private static List<OpenApiSecurityRequirement> AnyKey(OpenApiDocument document) =>
    [
        new() { [new OpenApiSecuritySchemeReference("BearerAuth", document)] = [] },
        new() { [new OpenApiSecuritySchemeReference("ApiKeyAuth", document)] = [] },
    ];

    private static Task TellHeaders(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody?.Content?.Remove(OfrepEndpoints.AnyContent);
        if (operation.Responses?.GetValueOrDefault("429") is OpenApiResponse tooMany)
            tooMany.Headers = Header("Retry-After", "After how many whole seconds to come back.", JsonSchemaType.Integer);
        if (operation.OperationId is EventEndpoint.Name)
            operation.Security = [new OpenApiSecurityRequirement(), .. AnyKey(context.Document!)]; // the token in the address may stand for the key
        if (operation.OperationId is not ("EvaluateAll" or "FlagDefinitions"))
            return Task.CompletedTask;

        foreach (var status in (string[])["200", "304"])
        {
            if (operation.Responses?.GetValueOrDefault(status) is OpenApiResponse response)
                response.Headers = Header("ETag", operation.OperationId is "EvaluateAll" ? "Covers the release states and the context." : "Covers the whole state.", JsonSchemaType.String);
        }

        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "If-None-Match",
            In = ParameterLocation.Header,
            Description = "The ETag of the last answer: 304 when it still holds.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        return Task.CompletedTask;
    }

    private static Task OpenContext(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(EvaluationContext))
        {
            schema.AdditionalPropertiesAllowed = true;
            schema.AdditionalProperties = new OpenApiSchema
            {
                Description = "An attribute: strings, numbers and booleans can be used in the conditions of audience groups.",
            };
        }

        return Task.CompletedTask;
    }

    private static Dictionary<string, IOpenApiHeader> Header(string name, string description, JsonSchemaType type) => new()
    {
        [name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = type } },
    };
}
