using System.Net;
using ReleasePortal.Domain.Access;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http;

/// <summary>What every answer says beside its body, and what is said where there is no page.</summary>
public sealed class HeadersTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/")]
    [InlineData("/api/v1/no-such-thing")]
    [InlineData("/app.css")]
    public async Task EveryAnswer_IsProtected(string address)
    {
        var answer = await portal.NewVisitor().GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Page_AllowsScriptsFromItselfOnly()
    {
        var answer = await portal.NewVisitor().GetAsync("/account/sign-in", TestContext.Current.CancellationToken);

        var directives = Header(answer, "Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries);
        var scripts = directives.Single(directive => directive.StartsWith("script-src", StringComparison.Ordinal));
        Assert.StartsWith("script-src 'self' 'nonce-", scripts, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", scripts, StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", directives);
        Assert.Contains("object-src 'none'", directives);
        Assert.Contains("frame-ancestors 'none'", directives);
        Assert.Contains("form-action 'self'", directives);
    }

    [Fact]
    public async Task Page_HasNoInlineScript()
    {
        var visitor = await portal.SignedInAsync(Role.Marketing);

        var page = await visitor.GetStringAsync("/", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" onclick=", page, StringComparison.Ordinal);
        Assert.Contains("class=\"splash\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_IsAskedToStay_OverHttpsOnly()
    {
        var secure = await portal.NewVisitor("https://portal.example").GetAsync("/account/sign-in", TestContext.Current.CancellationToken);
        var plain = await portal.NewVisitor().GetAsync("/account/sign-in", TestContext.Current.CancellationToken);

        Assert.Equal("max-age=31536000", Header(secure, "Strict-Transport-Security"));
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/api/v1/no-such-thing")]
    [InlineData("/ofrep/v1/no-such-thing")]
    [InlineData("/health/no-such-thing")]
    [InlineData("/openapi/no-such-thing")]
    public async Task UnknownMachineAddress_IsAProblem_NeverASignInPage(string address)
    {
        var answer = await portal.NewVisitor().GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task UnknownAddress_IsThePortalWithStatus404()
    {
        var visitor = await portal.SignedInAsync(Role.Marketing);

        var answer = await visitor.GetAsync("/no-such-page", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("class=\"splash\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownFile_IsSaidInWords()
    {
        var visitor = await portal.SignedInAsync(Role.Marketing);

        var answer = await visitor.GetAsync("/no-such-file.js", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is nothing here", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormWithoutItsToken_IsRefusedInWords()
    {
        var visitor = await portal.SignedInAsync(Role.Marketing);

        var answer = await visitor.PostAsync("/account/sign-out", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Nothing was changed", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("light", "light")]
    [InlineData("dark", "dark")]
    [InlineData("\"><script>", "system")]
    public async Task Theme_ComesFromItsCookie_BeforeAnyScriptRuns(string cookie, string theme)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/account/sign-in");
        request.Headers.Add("Cookie", "rp.theme=" + Uri.EscapeDataString(cookie));

        var answer = await portal.NewVisitor().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains($"data-theme=\"{theme}\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
