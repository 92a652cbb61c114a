using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// One person at a browser of their own. What goes wrong in the browser is kept: script errors, refused styles and scripts
/// (Content-Security-Policy), files that do not come.
/// </summary>
public sealed class Visitor
{
    private readonly List<string> _problems = [];

    private Visitor(IBrowserContext context, IPage page, Uri portal) => (Context, Page, Portal) = (context, page, portal);

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public Uri Portal { get; }

    /// <summary>What the browser complained of.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The page's own part, without the frame around it.</summary>
    public ILocator Main => Page.Locator("main#main");

    public ILocator Dialog => Page.Locator(".portal-dialog");

    public ILocator Messages => Page.Locator(".mud-snackbar");

    public static async Task<Visitor> ComeAsync(ChromiumBrowser browser, LivePortal portal, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = portal.Address.ToString();
        options.ReducedMotion ??= ReducedMotion.Reduce;
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        SetDefaultExpectTimeout(30_000);
        var visitor = new Visitor(context, await context.NewPageAsync(), portal.Address);
        visitor.Listen();
        return visitor;
    }

    /// <summary>Signs in with the form, and waits for the page that comes then.</summary>
    public async Task SignInAsync(string email, string password, string address = "/")
    {
        await Page.GotoAsync("/account/sign-in?returnUrl=" + Uri.EscapeDataString(address));
        await Page.GetByLabel("E-mail").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await IsOpenAsync();
    }

    /// <summary>Opens an address, and waits until the page in it lives.</summary>
    /// <returns>The status that the server answered with.</returns>
    public async Task<int> OpenAsync(string address)
    {
        var answer = await Page.GotoAsync(address);
        await IsOpenAsync();
        return answer!.Status;
    }

    /// <summary>Waits until the circuit has rendered the page and its first data.</summary>
    public async Task IsOpenAsync()
    {
        await Expect(Main.Locator("h1, .notfound")).Not.ToHaveCountAsync(0);
        await Expect(Main.Locator(".skeleton")).ToHaveCountAsync(0);
    }

    /// <summary>Goes to a room by the side navigation.</summary>
    public async Task GoToAsync(string room)
    {
        await Page.Locator("nav.side").GetByRole(AriaRole.Link, new() { Name = room, Exact = true }).ClickAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync(room);
        await IsOpenAsync();
    }

    /// <summary>Opens the search box and types.</summary>
    /// <returns>The hits, as they come to rest.</returns>
    public async Task<IReadOnlyList<string>> SearchAsync(string text)
    {
        await Page.Keyboard.PressAsync("Control+k");
        await Page.Locator("#palette input").FillAsync(text);
        await Expect(Page.Locator("#palette-hits")).ToHaveAttributeAsync("data-answers", text);
        return await Page.Locator("#palette .hit > span").AllTextContentsAsync();
    }

    /// <summary>A screenshot for the one who looks into a failure.</summary>
    public Task SaveAsync(string file) => Page.ScreenshotAsync(new() { Path = file, FullPage = true });

    private void Listen()
    {
        Page.Console += (_, message) =>
        {
            // An address without a page answers 404, and browsers call that an error of the page.
            if (message.Type is "error" && !(message.Text.Contains("404", StringComparison.Ordinal) && message.Location.StartsWith(Page.Url, StringComparison.Ordinal)))
                _problems.Add($"Console at {message.Location}: {message.Text}");
        };
        Page.Dialog += async (_, dialog) =>
        {
            _problems.Add("The page asked by itself: " + dialog.Message);
            await dialog.DismissAsync();
        };
        Page.PageError += (_, error) => _problems.Add("Script: " + error);
        Page.RequestFailed += (_, request) =>
        {
            // What is under way when a page is left is given up.
            if (request.Failure is not "net::ERR_ABORTED")
                _problems.Add($"Not loaded: {request.Url}: {request.Failure}");
        };
        Page.Response += (_, response) =>
        {
            if (response.Status >= 500)
                _problems.Add($"Answered {response.Status}: {response.Url}");
        };
    }
}
