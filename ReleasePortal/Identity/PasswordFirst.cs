using Microsoft.AspNetCore.Authorization;

namespace ReleasePortal.Identity;

/// <summary>Whoever has a password that somebody else chose replaces it before anything else.</summary>
internal static class PasswordFirst
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.User.HasClaim(claim => claim.Type == PortalClaims.MustChangePassword) || IsOpenToAll(context))
            return next(context);

        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            context.Response.Redirect(AccountAddress.With(
                AccountAddress.Password, AccountAddress.ReturnUrl, context.Request.Path + context.Request.QueryString));
        else
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsOpenToAll(HttpContext context) =>
        context.Request.Path.StartsWithSegments(AccountAddress.Root, StringComparison.Ordinal)
        || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
