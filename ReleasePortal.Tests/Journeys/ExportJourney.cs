using Microsoft.Playwright;
using ReleasePortal.Tests.Features.History.Export;
using ReleasePortal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Tests.Journeys;

public sealed class ExportJourney(LivePortal portal, ChromiumBrowser browser) : Journey(portal, browser)
{
    [Fact]
    public async Task Auditor_WithTheKeyboardAlone_TakesTheEntriesOfAFilterAlong()
    {
        await HandOverAsync(Shop.Toggle("autumn-prices", "Autumn prices"));
        var aiko = await DemoAsync("auditor", "/history?control=autumn-prices");
        var keys = aiko.Page.Keyboard;

        await aiko.Main.GetByRole(AriaRole.Button, new() { Name = "Export…" }).FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(aiko.Dialog.GetByText("control: Autumn prices")).ToBeVisibleAsync();
        var csv = aiko.Dialog.GetByRole(AriaRole.Link, new() { Name = "CSV" });
        await csv.FocusAsync();
        var download = await aiko.Page.RunAndWaitForDownloadAsync(() => keys.PressAsync("Enter"));

        await using var file = File.OpenRead(await download.PathAsync());
        Assert.Equal(["created Autumn prices", "handed Autumn prices over to the business"], Exported.Csv(file).Select(row => row["What happened"]));
        await Expect(aiko.Dialog.GetByText("Downloaded: 2 entries.")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(aiko.Dialog).ToHaveCountAsync(0);

        // The page stayed where it was, and the export itself is an entry.
        await aiko.OpenAsync("/history?action=exports");
        await Expect(aiko.Main.Locator("tr.entry").First).ToContainTextAsync("entries of the history as CSV (control: Autumn prices); 2 in all");
    }
}
