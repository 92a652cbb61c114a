using System.Text.Json.Nodes;
using Microsoft.Playwright;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Evaluation.Clients;

/// <summary>
/// A page of the shop in Chromium: the stock <c>@openfeature/web-sdk</c> with <c>@openfeature/ofrep-web-provider</c>, served from
/// another origin than the portal's, with a browser key for that origin.
/// </summary>
internal sealed class ShopPage : IAsyncDisposable
{
    private readonly NodeScript _server;
    private readonly List<string> _problems = [];

    private ShopPage(NodeScript server, IPage page)
    {
        (_server, Page) = (server, page);
        page.SetDefaultTimeout(60_000);
        page.PageError += (_, error) => _problems.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                _problems.Add(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>What the browser complained of.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Where it is served from.</summary>
    public required string Origin { get; init; }

    /// <summary>Bundles a script of the folder <c>Node</c> and serves it; see <c>serve.mjs</c> for what may be replaced in it.</summary>
    public static async Task<ShopPage> ServeAsync(ChromiumBrowser browser, params string[] script)
    {
        var server = await NodeScripts.StartAsync("serve.mjs", script);
        return new ShopPage(server, await browser.NewPageAsync()) { Origin = await server.SaysAsync() };
    }

    /// <summary>Opens the page, with the SDK ready in it.</summary>
    /// <param name="portal">The portal's address.</param>
    /// <param name="key">A browser key for <see cref="Origin"/>.</param>
    /// <param name="user">The user's targeting key; null for nobody's.</param>
    /// <param name="pollMilliseconds">How often it polls; 0 to hear of changes instead.</param>
    public async Task OpenAsync(string portal, string key, string? user, int pollMilliseconds = 0)
    {
        var query = $"?portal={Uri.EscapeDataString(portal)}&key={key}&poll={pollMilliseconds}" + (user is null ? "" : $"&user={user}");
        await Page.GotoAsync($"{Origin}/{query}");
        await Page.WaitForFunctionAsync("() => window.shop");
    }

    /// <summary>The SDK's details of one control.</summary>
    public async Task<JsonNode> AskAsync(string type, string key, string otherwise) =>
        JsonNode.Parse(await Page.EvaluateAsync<string>($"JSON.stringify(shop.ask('{type}', '{key}', {otherwise}))"))!;

    /// <summary>Waits until the SDK says that value of a toggle.</summary>
    public Task BecomesAsync(string toggle, bool value) =>
        Page.WaitForFunctionAsync("([key, value]) => shop.ask('Boolean', key, !value).value === value", new object[] { toggle, value });

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        await _server.DisposeAsync();
    }
}
