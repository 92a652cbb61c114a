using Microsoft.Playwright;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Benchmarks.Portal;

/// <summary>A headless Chromium, in front of one portal.</summary>
internal sealed class MeasuringBrowser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Uri _portal;

    private MeasuringBrowser(IPlaywright playwright, IBrowser browser, Uri portal) =>
        (_playwright, _browser, _portal) = (playwright, browser, portal);

    /// <exception cref="InvalidOperationException">No Chromium is installed.</exception>
    public static async Task<MeasuringBrowser> LaunchAsync(Uri portal)
    {
        if (InstalledChromium.Path is null)
            throw new InvalidOperationException(InstalledChromium.Missing);

        var playwright = await Playwright.CreateAsync();
        return new MeasuringBrowser(playwright, await playwright.Chromium.LaunchAsync(InstalledChromium.Options), portal);
    }

    /// <summary>The windows of somebody who has signed in; one is open, on the page Help.</summary>
    /// <param name="email">The account; the password is <see cref="MeasuredPortal.Password"/>.</param>
    /// <param name="height">Of each window, in pixels: it decides how many rows a table shows.</param>
    public async Task<IBrowserContext> SignInAsync(string email, int height = 900)
    {
        var context = await NewContextAsync(height);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/sign-in?returnUrl=%2Fhelp");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(MeasuredPortal.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.Locator("main h1").WaitForAsync();
        return context;
    }

    /// <summary>The same person at a browser that has loaded nothing yet.</summary>
    public async Task<IBrowserContext> FreshAsync(IBrowserContext signedIn) =>
        await NewContextAsync(height: 900, await signedIn.StorageStateAsync());

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private Task<IBrowserContext> NewContextAsync(int height, string? state = null) => _browser.NewContextAsync(new()
    {
        BaseURL = _portal.ToString(),
        ViewportSize = new() { Width = 1_400, Height = height },
        StorageState = state,
    });
}
