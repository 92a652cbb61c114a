using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using ReleasePortal.Data.Code;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Controls.CleanUp;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Controls;

/// <summary>The page about controls that could go, and the ways from it.</summary>
public sealed class CleanUpPageTests : ControlsContext
{
    private const string Spring = "spring-storefront";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 12, 9, 30, 0, TimeSpan.Zero));

    public CleanUpPageTests() => Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));

    [Fact]
    public async Task Row_SaysWhatSpeaksForIt_AndNoMoreThanIsKnown()
    {
        await SignInAsync(Role.Engineer);
        await RipeAsync();
        await WriteAsync(UseKey.OfEverything("production", Guid.CreateVersion7(), Asking.InProcess));

        Assert.Equal(
            [
                "Open to everyone on Production since Mon 12 Oct 11:30.",
                "Nobody was seen to ask for it by name, as far as is known since Mon 12 Oct 11:30.",
                "1 application takes all controls at once: it cannot be told whether it uses this one.",
            ],
            Open().Evidence(Spring));
    }

    [Fact]
    public async Task Engineer_RetiresFromHere_AndTheRowGoes()
    {
        await SignInAsync(Role.Engineer);
        await RipeAsync();
        var page = Open();

        page.Button("Retire…").Click();
        Over.WaitForElement(".portal-dialog [name=noCodeAsks], .portal-dialog input[type=checkbox]").Change(true);
        Over.Find(".portal-dialog form").Submit();

        page.WaitForState(() => page.FindAll(".candidates > li").Count is 0);
        Assert.NotNull((await StoredAsync(Spring)).RetiredAt);
    }

    [Fact]
    public async Task StillAskedFor_TheDialogSaysWho_AndNeedsAReason()
    {
        await SignInAsync(Role.Engineer);
        await RipeAsync();
        var key = Given.AKeyToCreate("Web shop");
        await ApplyAsync(Role.Administrator, key);
        await WriteAsync(new UseKey(Spring, "production", key.KeyId, Asking.ByName, "on"));
        var page = Open();

        page.Button("Retire…").Click();

        Assert.StartsWith("Web shop asked for it by name within the last 30 days.", Over.WaitForElement(".portal-dialog [data-asked]").Words(), StringComparison.Ordinal);
        Over.Find(".portal-dialog input[type=checkbox]").Change(true);
        Over.Find(".portal-dialog form").Submit();
        Over.WaitForElement(".portal-dialog .error");
        Assert.Null((await StoredAsync(Spring)).RetiredAt);
    }

    [Fact]
    public async Task Auditor_ReadsAndHasNoButton()
    {
        await SignInAsync(Role.Auditor);
        await RipeAsync();
        await CreateAsync(Shop.Toggle("internal-cache", "Internal cache"), Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("internal-cache", "production"));

        var page = Open();

        Assert.Equal([Spring], page.FindAll(".candidates > li").Select(row => row.GetAttribute("data-control")));
        Assert.Empty(page.FindAll(".candidates button"));
    }

    [Fact]
    public async Task Code_IsListedWhenOpened_AsText()
    {
        await SignInAsync(Role.Engineer);
        await RipeAsync();
        await Services.GetRequiredService<CodeStore>().TakeAsync(new CodeScan
        {
            Id = Guid.CreateVersion7(),
            Repository = "acme/shop",
            Commit = "c0ffee",
            At = _clock.GetUtcNow(),
            Toolkits = ["Unleash"],
            References = [new CodeReference { Control = Spring, Count = 1, Places = [new CodePlace("<b>javascript:alert(1)</b>", 7)] }],
        });
        var page = Open();
        Assert.Equal("1 place still names it", page.Find("summary").Words());
        Assert.Equal("Unleash in acme/shop", page.Find(".toolkits li").Words());

        page.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);

        var place = page.WaitForElement("details li");
        Assert.Equal("<b>javascript:alert(1)</b>:7", place.TextContent);
        Assert.Empty(place.QuerySelectorAll("a, b"));
    }

    [Fact]
    public async Task Owner_NarrowsTheList_ByTheAddress()
    {
        await SignInAsync(Role.Engineer);
        await RipeAsync();
        await CreateAsync(Shop.Loyalty with { Details = Shop.Loyalty.Details with { Owner = "Campaigns" } });
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("loyalty-banner", "production"));

        Assert.Equal(["loyalty-banner"], Open("?owner=Campaigns").FindAll(".candidates > li").Select(row => row.GetAttribute("data-control")));
    }

    [Fact]
    public async Task Nothing_IsSaid()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);

        Assert.Contains("Nothing to remove", Open().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewControl_WithTheKeyOfARetiredOne_LeadsThere()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Engineer, new Retire(Spring, NoCodeAsks: true));
        var form = OpenForm();

        Type(form, "name", "Spring storefront");
        Send(form);

        Assert.Equal("/controls/spring-storefront?tab=settings", form.WaitForElement("a[href*=settings]").GetAttribute("href"));
    }

    /// <summary>A control that everyone on production has had for 40 days, of which it was counted who asks.</summary>
    private async Task RipeAsync()
    {
        await WriteAsync(UseKey.Counting);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone(Spring, "production"));
        _clock.Advance(TimeSpan.FromDays(40));
    }

    private IRenderedComponent<CleanUpPage> Open(string query = "")
    {
        Navigation.NavigateTo("/controls/clean-up" + query);
        var page = Render<CleanUpPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count is 0);
        return page;
    }

    private Task WriteAsync(UseKey use) => Services.GetRequiredService<UsageStore>().WriteAsync(
        new UsageBatch(_clock.GetUtcNow().AddSeconds(-20), _clock.GetUtcNow(), [new(use, 1)]), CancellationToken.None);
}

internal static class CleanUpMarkup
{
    /// <summary>What is said of a control.</summary>
    public static IReadOnlyList<string> Evidence(this IRenderedComponent<CleanUpPage> page, string key) =>
        [.. page.FindAll($"[data-control='{key}'] .evidence li").Select(Markup.Words)];
}
