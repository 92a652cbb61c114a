using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ReleasePortal.Identity;

internal static class SignOutEndpoint
{
    /// <summary>Ends the session of the request, its open pages too. Whoever has none is told that they are signed out.</summary>
    public static async Task<Results<RedirectHttpResult, BadRequest>> SignOutAsync(HttpContext context, Door door, IAntiforgery antiforgery)
    {
        if (context.User.Identity is { IsAuthenticated: true })
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return TypedResults.BadRequest();
            await door.SignOutAsync(context.User);
        }

        return TypedResults.LocalRedirect("~" + AccountAddress.SignInFor(SignInReason.SignedOut));
    }
}
