using Microsoft.Playwright;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// The installed Chromium, driven by Playwright and launched once for the whole test run. Each test gets a context of its own
/// (cookies, storage), so tests do not see each other's sign-ins.
/// A test that asks for a page is skipped with a reason where no Chromium is installed.
/// </summary>
public sealed class ChromiumBrowser : IAsyncDisposable
{
    private readonly Lazy<Task<Launched>> _launched = new(LaunchAsync);

    /// <summary>Opens a fresh browser context: a person's browser, with no cookies. Dispose it at the end of the test.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null) =>
        await (await _launched.Value).Browser.NewContextAsync(options);

    /// <summary>Opens a page in a fresh context of its own. Closing the page closes the context.</summary>
    public async Task<IPage> NewPageAsync(BrowserNewPageOptions? options = null) =>
        await (await _launched.Value).Browser.NewPageAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (_launched is not { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            return;

        var (playwright, browser) = await _launched.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<Launched> LaunchAsync()
    {
        Assert.SkipUnless(InstalledChromium.Path is not null, InstalledChromium.Missing);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(InstalledChromium.Options);
        return new Launched(playwright, browser);
    }

    private sealed record Launched(IPlaywright Playwright, IBrowser Browser);
}
