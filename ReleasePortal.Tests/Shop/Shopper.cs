using ReleasePortal.FeatureManagement;

namespace WebShop;

/// <summary>Who shops: a real shop would know it from the sign-in.</summary>
/// <param name="Id">What tells one shopper from another.</param>
/// <param name="Name">As the page greets them.</param>
/// <param name="Country">Where they have things delivered to.</param>
/// <param name="Tier">Their tier of the loyalty programme; null for who is no member.</param>
/// <param name="Email">Where they get mail.</param>
public sealed record Shopper(string Id, string Name, string Country, string? Tier, string Email)
{
    private const string Cookie = "shopper";

    public static IReadOnlyList<Shopper> All { get; } =
    [
        new("shopper-2001", "Lena", "DE", null, "lena@mail.example"),
        new("shopper-1001", "Bo, a beta tester", "SE", null, "bo@mail.example"),
        new("shopper-3007", "Grace, a gold member", "IE", "gold", "grace@mail.example"),
        new("shopper-9001", "Sam from our staff", "AT", null, "sam@shop.example"),
    ];

    /// <summary>Whom the browser says it is.</summary>
    public static Shopper Of(HttpContext http) => All.FirstOrDefault(shopper => shopper.Id == http.Request.Cookies[Cookie]) ?? All[0];

    public static async Task<IResult> ChooseAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var form = await http.Request.ReadFormAsync(cancellationToken);
        http.Response.Cookies.Append(Cookie, form["id"].ToString(), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax });
        return TypedResults.LocalRedirect(Uri.IsWellFormedUriString(form["from"], UriKind.Relative) ? form["from"].ToString() : "/");
    }

    /// <summary>As audience groups of the portal see them.</summary>
    public PortalUser AsUser() => new(Id) { Attributes = { ["country"] = Country, ["tier"] = Tier, ["email"] = Email } };
}
