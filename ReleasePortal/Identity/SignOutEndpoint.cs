using Microsoft.AspNetCore.Http.HttpResults;

namespace ReleasePortal.Identity;

internal static class SignOutEndpoint
{
    /// <summary>Ends the session of the request, its open pages too.</summary>
    public static async Task<RedirectHttpResult> SignOutAsync(Door door, HttpContext context)
    {
        await door.SignOutAsync(context.User);
        return TypedResults.LocalRedirect("~" + AccountAddress.SignInFor(SignInReason.SignedOut));
    }
}
