using Bunit;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Administration;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Administration;

public sealed class KeysPageTests : AdministrationContext
{
    [Fact]
    public async Task Keys_NoneYet_SaysWhatTheyAreFor()
    {
        var page = await OpenAsync<KeysPage>();

        Assert.Equal("No keys yet", page.Find(".empty strong").Words());
    }

    [Fact]
    public async Task Create_WithoutAName_IsRefusedBesideTheField()
    {
        var page = await OpenAsync<KeysPage>();
        page.FindAll("button")[0].Click();

        Send();

        IsWrong("name", "Fill this in.");
    }

    [Fact]
    public async Task Create_ShowsTheSecretOnceAndKeepsItsHashOnly()
    {
        var page = await OpenAsync<KeysPage>();
        page.FindAll("button")[0].Click();
        Fill("name", "Web shop");
        Fill("environment", "1"); // staging

        Send();

        var secret = Over.WaitForElement("#shown-once").Words();
        Assert.Matches("^rp_server_[0-9A-Za-z]{43}$", secret);
        var key = await ReadAsync(database => database.ApiKeys.SingleAsync());
        Assert.Equal((KeySecret.HashOf(secret), secret[..16], "staging"), (key.SecretHash, key.Prefix, key.Environment));
        Over.Button("Done").Click();
        page.WaitForState(() => page.FindAll("tbody tr").Count is 1);
        Assert.DoesNotContain(secret, page.Markup + Over.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(key.SecretHash, page.Markup, StringComparison.Ordinal);
        Assert.Contains("rp_server_" + secret[10..16] + "…", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(await ReadAsync(database => database.Entries.Select(entry => entry.Canonical).ToListAsync()),
            line => line.Contains(secret, StringComparison.Ordinal) || line.Contains(key.SecretHash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Create_ForABrowser_AsksForItsOrigins()
    {
        var page = await OpenAsync<KeysPage>();
        page.FindAll("button")[0].Click();
        Over.FindAll("input[type=radio]")[1].Change("on");
        Fill("name", "Web shop");
        Over.Field("origins").Change("https://shop.example/cart");
        Send();
        IsWrong("origins", "https://shop.example/cart is not an origin. Write https:// and the host, with nothing behind it, such as https://shop.example.com; http:// for localhost only.");

        Over.Field("origins").Change("https://shop.example");
        Send();

        Assert.StartsWith("rp_browser_", Over.WaitForElement("#shown-once").Words(), StringComparison.Ordinal);
        Over.Button("Done").Click();
        page.WaitForState(() => page.FindAll("tbody tr").Count is 1);
        Assert.Contains("Browsers on https://shop.example", page.Find("tbody td").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotate_ShowsTheNewSecretOnce_AndSaysUntilWhenTheOldOneWorks()
    {
        await SignInAsync(Role.Administrator);
        await ApplyAsync(Role.Administrator, AKey("Web shop"));
        var page = await OpenAsync<KeysPage>();
        page.Button("Rotate…").Click();

        Send();

        var secret = Over.WaitForElement("#shown-once").Words();
        var key = await ReadAsync(database => database.ApiKeys.SingleAsync());
        Assert.Equal((KeySecret.HashOf(secret), KeySecret.HashOf("Web shop")), (key.SecretHash, key.PreviousSecretHash));
        Assert.NotNull(key.PreviousUntil);
        Over.Button("Done").Click();
        page.WaitForState(() => page.Markup.Contains("The key before works until", StringComparison.Ordinal));
        Assert.DoesNotContain(secret, page.Markup + Over.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_AskedAndDone_TheKeyStandsAmongTheRevoked()
    {
        await SignInAsync(Role.Administrator);
        await ApplyAsync(Role.Administrator, AKey("Web shop"));
        var page = await OpenAsync<KeysPage>();
        page.Button("Revoke…").Click();
        Assert.Contains("gets no more answers from Production", Over.WaitForElement(".portal-dialog .say").Words(), StringComparison.Ordinal);

        Send();

        IsDone("Web shop is revoked.");
        page.WaitForState(() => page.FindAll("tbody button").Count is 0);
        Assert.Equal(["In use", "Revoked"], page.FindAll("h2").Select(head => head.Words()));
    }

    private static CreateKey AKey(string name) =>
        new(Guid.CreateVersion7(), name, KeyKind.Server, "production", KeySecret.HashOf(name), KeySecret.PrefixOf("rp_server_0123456789"));
}
