using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ReleasePortal.Tests.Support;

/// <summary>Pages and forms over HTTP, as a browser without script sees them.</summary>
internal static class Forms
{
    private static readonly HtmlParser Parser = new();

    public static async Task<IDocument> PageAsync(this HttpClient visitor, string address) =>
        await (await visitor.GetAsync(new Uri(address, UriKind.Relative))).PageAsync();

    public static async Task<IDocument> PageAsync(this HttpResponseMessage answer) =>
        await Parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    /// <summary>Opens the page at an address, fills its first form in, and sends it with all that the form carries hidden.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(this HttpClient visitor, string address, params (string Name, string Value)[] fields)
    {
        var form = (await visitor.PageAsync(address)).QuerySelector("form")
            ?? throw new InvalidOperationException($"There is no form at {address}.");
        var sent = form.QuerySelectorAll("input[type=hidden]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!))
            .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var content = new FormUrlEncodedContent(sent);
        return await visitor.PostAsync(new Uri(form.GetAttribute("action") ?? address, UriKind.RelativeOrAbsolute), content);
    }

    public static Task<HttpResponseMessage> SignInAsync(this HttpClient visitor, string email, string password, string query = "") =>
        visitor.SendFormAsync("/account/sign-in" + query, ("email", email), ("password", password));

    /// <summary>Signs out, as the menu does: with the antiforgery token of the page that it stands on.</summary>
    public static async Task<HttpResponseMessage> SignOutAsync(this HttpClient visitor)
    {
        const string token = "__RequestVerificationToken";
        var page = await visitor.PageAsync("/account/password");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create(token, page.QuerySelector($"input[name={token}]")!.GetAttribute("value")!)]);
        return await visitor.PostAsync(new Uri("/account/sign-out", UriKind.Relative), form);
    }

    /// <summary>The session cookie that was set, as a request carries it.</summary>
    public static string SessionCookie(this HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie")
        .Single(cookie => cookie.StartsWith("rp.session=", StringComparison.Ordinal)).Split(';')[0];

    /// <summary>What the page says in its red box.</summary>
    public static async Task<string?> AlertAsync(this HttpResponseMessage answer) =>
        (await answer.PageAsync()).QuerySelector("[role=alert]")?.TextContent.Trim();

    /// <summary>What stands beside a field; null when nothing is wrong with it.</summary>
    public static async Task<string?> ErrorAsync(this HttpResponseMessage answer, string field) =>
        (await answer.PageAsync()).QuerySelector($"#{field}-error")?.TextContent.Trim();

    /// <summary>Where the answer leads, within the portal; null when it leads nowhere.</summary>
    public static string? Target(this HttpResponseMessage answer) => answer.Headers.Location switch
    {
        null => null,
        { IsAbsoluteUri: true, Host: "localhost" } address => address.PathAndQuery,
        var address => address.ToString(),
    };
}
