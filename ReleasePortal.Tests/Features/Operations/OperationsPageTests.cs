using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Features.Operations;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Operations;

public sealed class OperationsPageTests() : PortalTestContext(builder => builder.Services.AddOperations())
{
    private const string Key = "recommendations-kill-switch";

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public void Operations_AnyoneButAnEngineer_IsNotLetIn(Role role)
    {
        Assert.False(RoomAttribute.LetsIn(APerson(role), typeof(OperationsPage)));
        Assert.DoesNotContain(Services.GetServices<NavigationItem>(), item => item.Href == "/operations" && item.IsFor(APerson(role)));
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task Operations_RoleLostWhileThePageIsOpen_TheBoardIsEmpty(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await OpenAsync();

        Assert.DoesNotContain("ecommendation", Page.Markup);
    }

    [Fact]
    public async Task Operations_SwitchedOn_HasOneButtonThatSwitchesItOff()
    {
        await SignInAsync(Role.Engineer);
        await AKillSwitchAsync();
        await OpenAsync();

        Assert.Equal(["Switch off…"], Card(Key).Buttons());
        Assert.Equal("On for everyone", Card(Key).QuerySelector(".tag").Words());
        Assert.Equal("Product pages lose “people also bought”.", Card(Key).QuerySelector("p").Words());
        Assert.Equal(["Switched off now 0", "General 1"], Sections());
    }

    [Fact]
    public async Task Operations_SwitchedOff_StandsFirstWithHowLongByWhomAndWhy()
    {
        await SignInAsync(Role.Engineer);
        await AKillSwitchAsync();
        await ApplyAsync(Role.Engineer, new Withdraw(Key, "production"), "database at 95 % CPU");
        await OpenAsync();

        Assert.Equal(["Switched off now 1"], Sections());
        Assert.Equal(["Restore…"], Card(Key).Buttons());
        Assert.Equal("Off for a moment", Card(Key).QuerySelector(".tag").Words());
        Assert.Equal("Robin Engineer: database at 95 % CPU", Card(Key).QuerySelector("small").Words());
        Assert.Contains("off", Card(Key).ClassList);
    }

    [Fact]
    public async Task Operations_NeverSwitchedOnHere_IsNotCalledSwitchedOff()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await OpenAsync();

        Assert.Equal(["Switched off now 0", "General 1"], Sections());
        Assert.Equal("Never switched on here", Card(Key).QuerySelector(".tag").Words());
        Assert.Equal(["Switch on…"], Card(Key).Buttons());
    }

    [Fact]
    public async Task Operations_PartlyOn_StandsBeforeWhatIsOnForEveryone()
    {
        await SignInAsync(Role.Engineer);
        await AKillSwitchAsync();
        await CreateAsync(AKillSwitch("zoom", "Zoom"), Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("zoom", "production", Share: 5_000));
        await OpenAsync();

        Assert.Equal(["zoom", Key], Page.FindAll(".switch").Select(card => card.GetAttribute("data-control")));
    }

    [Fact]
    public async Task Operations_SwitchesOfOneArea_StandTogetherUnderItsName()
    {
        await SignInAsync(Role.Engineer);
        await ApplyAsync(Role.Engineer, new DefineArea("checkout", "Checkout"));
        await CreateAsync(AKillSwitch("fraud-scoring", "Fraud scoring", "checkout"), Purpose.Operational);
        await AKillSwitchAsync();
        await OpenAsync();

        Assert.Equal(["Switched off now 0", "General 1", "Checkout 1"], Sections());
    }

    [Fact]
    public async Task Operations_OtherOperationalControls_StandBelowAsAList()
    {
        await SignInAsync(Role.Engineer);
        await AKillSwitchAsync();
        await CreateAsync(Shop.Layout, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("checkout-layout", "production", "express"), "no lost carts so far");
        await OpenAsync();

        var row = Page.Find("tr[data-control=checkout-layout]");
        Assert.Equal("Express for everyone", row.QuerySelector(".tag").Words());
        Assert.Equal("no lost carts so far", row.QuerySelector("em").Words());
        Assert.Equal(["Withdraw…", "Release…"], row.Buttons());
    }

    [Fact]
    public async Task Operations_BusinessOrRetiredControls_DoNotStandThere()
    {
        await SignInAsync(Role.Engineer);
        await AKillSwitchAsync();
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Loyalty, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new Retire("loyalty-banner", NoCodeAsks: true));
        await OpenAsync();

        Assert.Equal([Key], Page.FindAll("[data-control]").Select(card => card.GetAttribute("data-control")));
    }

    [Fact]
    public async Task Operations_AnotherEngineerSwitchesOff_TheCardMovesToTheTopAndIsMarked()
    {
        await SignInAsync(Role.Engineer);
        await AKillSwitchAsync();
        await OpenAsync();

        await ApplyAsync(Role.Engineer, new Withdraw(Key, "production"));

        Page.WaitForState(() => Sections() is ["Switched off now 1"]);
        Assert.Contains("just-changed", Card(Key).ClassList);
    }

    [Fact]
    public async Task Operations_AnotherEnvironment_ShowsTheSwitchesThere()
    {
        await SignInAsync(Role.Engineer);
        await AKillSwitchAsync();
        await OpenAsync();

        await Page.InvokeAsync(() => Workspace.SelectAsync("staging"));

        Page.WaitForState(() => Card(Key).QuerySelector(".tag").Words() == "Never switched on here");
    }

    [Fact]
    public async Task Operations_SwitchOff_AsksForAReasonAndNamesTheEffect()
    {
        await SignInAsync(Role.Engineer);
        await AKillSwitchAsync();
        await OpenAsync();

        _ = Card(Key).QuerySelector("button")!.ClickAsync(new());

        var dialog = Over.WaitForElement(".portal-dialog");
        Assert.Contains("Product pages lose “people also bought”.", dialog.QuerySelector(".say").Words());
        Assert.DoesNotContain("(optional)", dialog.TextContent);
    }

    [Fact]
    public async Task Operations_NoKillSwitches_SaysWhatThePageIsFor()
    {
        await SignInAsync(Role.Engineer);
        await OpenAsync();

        Assert.Equal("No kill switches yet", Page.Find(".empty strong").Words());
    }

    private IRenderedComponent<OperationsPage> Page { get; set; } = null!;

    private Task OpenAsync()
    {
        Page = Render<OperationsPage>();
        Page.WaitForState(() => Page.FindAll(".skeleton").Count is 0);
        return Task.CompletedTask;
    }

    /// <summary>Recommendations, on for everyone on production.</summary>
    private async Task AKillSwitchAsync()
    {
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone(Key, "production"));
    }

    private static CreateControl AKillSwitch(string key, string name, string area = "general") =>
        Shop.Recommendations with { Control = key, Details = Shop.Recommendations.Details with { Name = name, Area = area } };

    private IElement Card(string key) => Page.WaitForElement($"[data-control={key}]");

    private IReadOnlyList<string> Sections() => [.. Page.FindAll(".section").Select(section => string.Join(' ', section.Children.Select(Markup.Words)))];
}
