using Microsoft.Playwright;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;
using static Microsoft.Playwright.Assertions;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Journeys;

/// <summary>Whatever people write, it is shown as they wrote it and does nothing.</summary>
public sealed class ScriptJourney(LivePortal portal, ChromiumBrowser browser) : Journey(portal, browser)
{
    private const string Script = "</script><img src=x onerror=\"window.wasRun=true\"><b>bold</b>";

    [Fact]
    public async Task ScriptInEveryText_IsShownAsText_AndNeverRuns()
    {
        var mallory = new TestPerson(Actor.Person(Guid.CreateVersion7(), Script, Role.Engineer), "mallory@example.com");
        await Portal.ApplyAsync(new AddPerson(mallory.Id, mallory.Email, Script, [Role.Engineer], PortalFactory.Password, MustReplacePassword: false));
        await WriteEverywhereAsync(mallory.Actor);

        var visitor = await SignedInAsync(mallory);
        await SeesAsync(visitor, "/", "[data-control=scripted]");
        foreach (var address in Rooms.PagesAbout("scripted"))
            await SeesAsync(visitor, address, "main");
        await SeesAsync(visitor, "/controls?tag=" + Uri.EscapeDataString("<i>tag</i>"), "main");
        await SeesAsync(visitor, "/operations", "[data-control=scripted-switch]");
        await SeesAsync(visitor, "/audiences", "[data-group=scripted]");
        await SeesAsync(visitor, "/audiences/scripted", "main");
        await SeesAsync(visitor, "/history?control=scripted", "main");
        await visitor.Main.Locator("tr.entry").First.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(visitor.Main.Locator("tr.open .details")).ToBeVisibleAsync();
        await NothingRanAsync(visitor);

        await visitor.SearchAsync("scripted");
        await Expect(visitor.Page.Locator("#palette .hit").First).ToContainTextAsync(Script);
        await visitor.Page.Keyboard.PressAsync("Escape");

        await visitor.OpenAsync("/controls/scripted");
        await visitor.Main.GetByRole(AriaRole.Button, new() { Name = "Change…" }).First.ClickAsync();
        await Expect(visitor.Dialog).ToContainTextAsync(Script);
        await visitor.Dialog.GetByLabel("A share…").CheckAsync();
        await visitor.Dialog.GetByLabel("Why").FillAsync(Script);
        await visitor.Dialog.GetByRole(AriaRole.Button, new() { Name = "Release", Exact = true }).ClickAsync();
        await Expect(visitor.Messages).ToContainTextAsync(Script);
        await NothingRanAsync(visitor);
    }

    private async Task WriteEverywhereAsync(Actor mallory)
    {
        var details = new ControlDetails
        {
            Name = Script,
            Description = Script,
            Owner = Script,
            Tags = ["<i>tag</i>"],
            RemoveBy = new DateOnly(2100, 1, 1),
        };
        Change[] changes =
        [
            new DefineGroup("scripted", new GroupDetails
            {
                Name = Script,
                Description = Script,
                Members = [Script],
                Conditions = [new Condition(Script, ConditionOperator.Equals, [Script])],
            }),
            new CreateControl(
                "scripted",
                ControlKind.Flag,
                details with { Variants = [new Variant("a", Script, "\"<i>a</i>\""), new Variant("b", Script + "2", "\"b\"")] },
                ValueType.String,
                OffVariant: "a"),
            new ReleaseToGroups("scripted", "production", [new GroupRule("scripted", Serving.Of("b"))]),
            new HandOver("scripted"),
            new CreateControl("scripted-switch", ControlKind.Toggle, details with
            {
                Lifetime = Lifetime.LongLived,
                RemoveBy = null,
                Justification = Script,
                EffectWhenOff = Script,
            }),
            new ReleaseControlToEveryone("scripted-switch", "production"),
            new Withdraw("scripted-switch", "production"),
        ];
        var result = await Portal.Desk.ApplyAsync(new ChangeSet(changes, Script), mallory);
        Assert.True(result.IsSuccess, result.Refusal?.Message.ToString());
    }

    private static async Task SeesAsync(Visitor visitor, string address, string where)
    {
        await visitor.OpenAsync(address);
        await Expect(visitor.Page.Locator(where).First).ToContainTextAsync("<");
        await NothingRanAsync(visitor);
    }

    private static async Task NothingRanAsync(Visitor visitor)
    {
        Assert.False(await visitor.Page.EvaluateAsync<bool>("() => window.wasRun === true"));
        Assert.Equal(0, await visitor.Page.Locator("main img, .portal-dialog img, .mud-snackbar img, #palette img, main b:text('bold')").CountAsync());
    }
}
