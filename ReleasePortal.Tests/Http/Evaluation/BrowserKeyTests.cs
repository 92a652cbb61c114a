using System.Net;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Tests.Http.Evaluation;

/// <summary>A page of the shop with a browser key: what it sees, and from where.</summary>
public sealed class BrowserKeyTests : IAsyncLifetime
{
    private const string Seen = "seen-banner";

    private readonly EvaluationPortal _portal = new();
    private string _secret = "";

    public async ValueTask InitializeAsync()
    {
        await _portal.InitializeAsync();
        (_secret, _) = await _portal.AddKeyAsync(KeyKind.Browser);
        var details = new ControlDetails { Name = "Banner", RemoveBy = new DateOnly(2099, 12, 31) };
        await _portal.ChangeAsync(
            new CreateControl(Seen, ControlKind.Toggle, details),
            new HandOver(Seen),
            new EditControl(Seen, details with { SeenByBrowsers = true }),
            new ReleaseControlToEveryone(Seen, "production"));
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Page_SeesOnlyWhatBrowsersMaySee()
    {
        var page = Page(EvaluationPortal.ShopOrigin);

        var bulk = await (await page.EvaluateAllAsync()).JsonAsync();

        Assert.Equal([Seen], bulk["flags"]!.AsArray().Select(flag => (string?)flag!["key"]));
        Assert.Equal(HttpStatusCode.OK, (await page.EvaluateAsync(Seen)).StatusCode);
        Assert.Equal(
            (await (await page.EvaluateAsync("no-such-thing")).JsonAsync()).ToJsonString().Replace("no-such-thing", "", StringComparison.Ordinal),
            (await (await page.EvaluateAsync(EvaluationPortal.Open)).JsonAsync()).ToJsonString().Replace(EvaluationPortal.Open, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TakenBack_IsNotSeenAnyMore_AndThePageHears()
    {
        var page = Page(EvaluationPortal.ShopOrigin);
        var (address, revision) = await page.WhereAsync();
        using var listener = await Listener.ListenAsync(page, address, revision);

        await _portal.ChangeAsync(new TakeBack(Seen));

        Assert.NotNull(await listener.NextAsync());
        Assert.Empty((await (await page.EvaluateAllAsync()).JsonAsync())["flags"]!.AsArray());
    }

    [Fact]
    public async Task OperationalChange_LeavesNoTrace()
    {
        var page = Page(EvaluationPortal.ShopOrigin);
        var before = await page.EvaluateAllAsync();

        await _portal.ChangeAsync(new ReleaseControlToEveryone(EvaluationPortal.Closed, "production"));
        var after = await page.EvaluateAllAsync(knownTag: before.Headers.ETag!.Tag);

        Assert.Equal(HttpStatusCode.NotModified, after.StatusCode);
    }

    [Fact]
    public async Task OwnOrigin_MayReadTheAnswer_WithoutCookies()
    {
        var answer = await Page(EvaluationPortal.ShopOrigin).EvaluateAllAsync();

        Assert.Equal([EvaluationPortal.ShopOrigin], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Contains("ETag", answer.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
        Assert.Contains("Origin", answer.Headers.Vary);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    [InlineData("http://shop.example")]
    [InlineData("https://shop.example.evil.example")]
    [InlineData("https://shop.example:8443")]
    public async Task AnyOtherOrigin_IsForbidden(string? origin)
    {
        var (address, _) = await Page(EvaluationPortal.ShopOrigin).WhereAsync();
        var page = Page(origin);

        using var stream = await Listener.OpenAsync(page, address);
        foreach (var answer in (HttpResponseMessage[])[await page.EvaluateAllAsync(), await page.EvaluateAsync(Seen), stream.Answer])
        {
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.NotNull((string?)(await answer.JsonAsync())["errorDetails"]);
        }
    }

    [Fact]
    public async Task ServerKey_NeverGetsCorsHeaders()
    {
        var server = _portal.NewApplication();
        server.DefaultRequestHeaders.Add("Origin", EvaluationPortal.ShopOrigin);

        var answer = await server.EvaluateAllAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/ofrep/v1/evaluate/flags")]
    [InlineData("/ofrep/v1/evaluate/flags/seen-banner")]
    [InlineData("/ofrep/v1/events")]
    public async Task Preflight_IsAnsweredForKnownOriginsOnly(string address)
    {
        var known = await PreflightAsync(address, EvaluationPortal.ShopOrigin);
        var unknown = await PreflightAsync(address, "https://evil.example");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Forbidden), (known.StatusCode, unknown.StatusCode));
        Assert.Equal([EvaluationPortal.ShopOrigin], known.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Contains("Authorization", known.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        Assert.False(known.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(unknown.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.All([known, unknown], answer => Assert.Contains("Origin", answer.Headers.Vary));
    }

    [Fact]
    public async Task RevokedKey_ThePageMayReadWhy()
    {
        var (_, id) = await _portal.AddKeyAsync(KeyKind.Browser);
        await _portal.ChangeAsync(new RevokeKey(id));
        var page = _portal.NewApplication("rp_browser_revoked");
        page.DefaultRequestHeaders.Add("Origin", EvaluationPortal.ShopOrigin);

        var answer = await page.EvaluateAllAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal([EvaluationPortal.ShopOrigin], answer.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    private HttpClient Page(string? origin)
    {
        var page = _portal.NewApplication(_secret);
        if (origin is not null)
            page.DefaultRequestHeaders.Add("Origin", origin);
        return page;
    }

    private Task<HttpResponseMessage> PreflightAsync(string address, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, new Uri(address, UriKind.Relative));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        return _portal.NewVisitor().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
