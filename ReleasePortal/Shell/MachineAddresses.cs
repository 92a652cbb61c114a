using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing.Template;

namespace ReleasePortal.Shell;

/// <summary>The addresses that programs ask, where people's pages and redirections to signing in have no place.</summary>
internal static class MachineAddresses
{
    private static readonly string[] Roots = ["/api", "/ofrep", "/flagd", "/health", "/openapi", "/calendar", "/hooks"];

    public static bool IsFor(PathString path) =>
        Roots.Any(root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// What is below these roots and no endpoint takes answers 404 as problem details, or 405 when only the method is wrong:
    /// the router's page for unknown addresses would swallow both.
    /// </summary>
    public static void MapUnknownMachineAddresses(this IEndpointRouteBuilder endpoints)
    {
        foreach (var root in Roots)
            endpoints.Map(root + "/{**rest}", Refuse).AllowAnonymous().ExcludeFromDescription();
    }

    private static ProblemHttpResult Refuse(HttpContext context, EndpointDataSource endpoints)
    {
        var methods = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => Takes(endpoint, context.Request.Path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        if (methods.Length is 0)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);

        context.Response.Headers.Allow = methods;
        return TypedResults.Problem(statusCode: StatusCodes.Status405MethodNotAllowed);
    }

    private static bool Takes(RouteEndpoint endpoint, PathString path) =>
        endpoint.RoutePattern.RawText is { } pattern
        && IsFor("/" + pattern.TrimStart('/'))
        && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 }
        && new TemplateMatcher(TemplateParser.Parse(pattern.TrimStart('/')), []).TryMatch(path, []);
}
