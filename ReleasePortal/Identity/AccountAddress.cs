using Microsoft.AspNetCore.WebUtilities;

namespace ReleasePortal.Identity;

/// <summary>Why somebody stands before the sign-in page.</summary>
public enum SignInReason
{
    /// <summary>Nothing to say about it.</summary>
    None,

    /// <summary>Their session ended: the account was changed, or it was too long ago.</summary>
    Ended,

    /// <summary>They signed out.</summary>
    SignedOut,

    /// <summary>They have just created the first account.</summary>
    SetUp,
}

/// <summary>The addresses of signing in and of one's own account.</summary>
public static class AccountAddress
{
    public const string Root = "/account";
    public const string SignIn = Root + "/sign-in";
    public const string SignOut = Root + "/sign-out";
    public const string Password = Root + "/password";
    public const string Denied = Root + "/denied";
    public const string SetUp = Root + "/set-up";

    /// <summary>The parameter that says where to go afterwards.</summary>
    public const string ReturnUrl = "returnUrl";

    /// <summary>The parameter that carries a <see cref="SignInReason"/>.</summary>
    public const string Why = "why";

    /// <param name="why">What the page says about it.</param>
    /// <param name="returnUrl">Where to go on afterwards; null for home.</param>
    public static string SignInFor(SignInReason why, string? returnUrl = null)
    {
        var address = With(SignIn, Why, why.ToString());
        return returnUrl is null ? address : With(address, ReturnUrl, returnUrl);
    }

    public static string With(string address, string parameter, string value) => QueryHelpers.AddQueryString(address, parameter, value);

    /// <summary>
    /// The address when it leads into this portal, else its home: browsers read <c>//</c> and <c>/\</c> as another host, and
    /// leave out control characters before they look.
    /// </summary>
    public static string Local(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
