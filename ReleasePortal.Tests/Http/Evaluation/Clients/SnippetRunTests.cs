using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Controls.Single;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Evaluation.Clients;

/// <summary>The examples of "Use it in code" do what they say: copied as they stand, they run.</summary>
public sealed class SnippetRunTests(ClientsPortal clients, ChromiumBrowser browser) : IClassFixture<ClientsPortal>
{
    private const string Toggle = "free-shipping";

    /// <summary>A control of each type, and what its example is to come to.</summary>
    public static TheoryData<string, string> Controls => new()
    {
        { Toggle, "true" },
        { ClientsPortal.Whole, "30" },
        { ClientsPortal.Number, "0.125" },
        { ClientsPortal.Text, "\"Grüße, “Ann” 🚀\"" },
        { ClientsPortal.Structure, """{"fields":["name","city"],"steps":{"count":2}}""" },
    };

    [Theory]
    [MemberData(nameof(Controls))]
    public async Task Server_Runs(string control, string value)
    {
        var code = await CodeAsync("JavaScript, server", control);
        var script = await NodeScripts.KeepAsync($"process.env.{Snippets.KeyName} = '{clients.Portal.Secret}';\n{code}\nconsole.log(JSON.stringify(value));");

        await using var application = await NodeScripts.StartAsync(script);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(value), JsonNode.Parse(await application.SaysAsync())));
    }

    [Theory]
    [MemberData(nameof(Controls))]
    public async Task Web_Runs(string control, string value)
    {
        var secret = KeySecret.New(KeyKind.Browser);
        var script = await NodeScripts.KeepAsync($"{await CodeAsync("JavaScript, web", control)}\nwindow.value = JSON.stringify(value);");
        await using var shop = await ShopPage.ServeAsync(browser, script, Snippets.KeyName, secret);
        await clients.Portal.ChangeAsync(
            new CreateKey(Guid.CreateVersion7(), "Web shop", KeyKind.Browser, "production", KeySecret.HashOf(secret), KeySecret.PrefixOf(secret)) { Origins = [shop.Origin] });

        await shop.Page.GotoAsync(shop.Origin);
        var got = await (await shop.Page.WaitForFunctionAsync("() => window.value")).JsonValueAsync<string>();

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(value), JsonNode.Parse(got)));
        Assert.Empty(shop.Problems);
    }

    private async Task<string> CodeAsync(string language, string key)
    {
        await using var database = await clients.Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        if (key == Toggle && !await database.Controls.AnyAsync(control => control.Key == Toggle))
        {
            await clients.AddToggleAsync(Toggle);
            await clients.Portal.ChangeAsync(new ReleaseControlToEveryone(Toggle, "production"));
        }

        var control = await database.Controls.SingleAsync(control => control.Key == key);
        return Snippets.For(control, clients.Address).Single(snippet => snippet.Language == language).Code;
    }
}
