using Bunit;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Launchpad;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Launchpad;

public sealed class LaunchpadPageTests() : PortalTestContext(builder => builder.Services.AddLaunchpad())
{
    public static TheoryData<Role> Everybody => [.. Enum.GetValues<Role>()];

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Engineer)]
    public async Task Launchpad_WhoMayRelease_HasOneButtonOnWhatIsReady(Role role)
    {
        await OpenAsync(role);
        await CreateAsync(Shop.Spring);

        Assert.Equal(["Release…"], Card("spring-storefront").Buttons());
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Engineer)]
    public async Task Launchpad_WhoMayRelease_MayChangeAndWithdrawWhatIsLive(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));
        await OpenAsync();

        Assert.Equal(["Change…", "Withdraw…"], Card("spring-storefront").Buttons());
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task Launchpad_WhoMayNotRelease_SeesTheStateAndNoButton(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));
        await OpenAsync();

        Assert.Empty(Card("spring-storefront").Buttons());
        Assert.Equal("Everyone", Card("spring-storefront").QuerySelector(".tag").Words());
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Launchpad_OperationalControls_StandThereForNobody(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("recommendations-kill-switch", "production"));
        await OpenAsync();

        Assert.Equal(["spring-storefront"], Page.FindAll("[data-control]").Select(card => card.GetAttribute("data-control")));
        Assert.DoesNotContain("ecommendation", Page.Markup);
    }

    [Fact]
    public async Task Launchpad_WhatIsLive_SaysByWhomAndWhy()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"), "trade show opens");
        await OpenAsync();

        Assert.Equal("Changed just now by Robin Marketing: trade show opens · Storefront team", Card("spring-storefront").QuerySelector("small").Words());
    }

    [Fact]
    public async Task Launchpad_AnotherPersonReleases_TheCardIsLiveAndMarked()
    {
        await OpenAsync(Role.Auditor);
        await CreateAsync(Shop.Spring);
        Assert.Equal("Closed", Card("spring-storefront").QuerySelector(".tag").Words());

        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));

        Page.WaitForState(() => Card("spring-storefront").QuerySelector(".tag").Words() == "Everyone");
        Assert.Contains("just-changed", Card("spring-storefront").ClassList);
    }

    [Fact]
    public async Task Launchpad_TakenBackFromTheBusiness_TheCardIsGoneAtOnce()
    {
        await OpenAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        Card("spring-storefront");

        await ApplyAsync(Role.Engineer, new TakeBack("spring-storefront"));

        Page.WaitForState(() => Page.FindAll("[data-control]").Count is 0);
    }

    [Fact]
    public async Task Launchpad_AnotherEnvironment_ShowsTheStatesThere()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "staging"));
        await OpenAsync();
        Assert.Equal("Closed", Card("spring-storefront").QuerySelector(".tag").Words());

        await Page.InvokeAsync(() => Workspace.SelectAsync("staging"));

        Page.WaitForState(() => Card("spring-storefront").QuerySelector(".tag").Words() == "Everyone");
    }

    [Fact]
    public async Task Launchpad_Groups_AreSaidByTheirNames()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Loyalty);
        await ApplyAsync(Role.Engineer, Shop.EarlyAccess);
        await ApplyAsync(Role.Marketing, new ReleaseToGroups("loyalty-banner", "production", [new("early-access", Serving.Of(Variant.On))]));
        await OpenAsync();

        Assert.Equal("Early access", Card("loyalty-banner").QuerySelector(".tag").Words());
    }

    [Fact]
    public async Task Launchpad_RetiredControl_DoesNotStandThere()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Loyalty);
        await ApplyAsync(Role.Engineer, new Retire("loyalty-banner", NoCodeAsks: true));
        await OpenAsync();

        Assert.Equal(["spring-storefront"], Page.FindAll("[data-control]").Select(card => card.GetAttribute("data-control")));
    }

    [Fact]
    public async Task Launchpad_NothingHandedOver_SaysWhatThePageIsFor()
    {
        await OpenAsync(Role.Marketing);

        Assert.Equal("Nothing to release yet", Page.WaitForElement(".empty strong").Words());
        Assert.Empty(Page.FindAll(".empty a"));
    }

    [Fact]
    public async Task Launchpad_NothingHandedOver_LeadsAnEngineerToTheControls()
    {
        await OpenAsync(Role.Engineer);

        Assert.Equal("/controls", Page.WaitForElement(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Launchpad_ScriptInNameAndReason_IsShownAsText()
    {
        const string Script = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Toggle("spring-storefront", Script));
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"), Script);
        await OpenAsync();

        Assert.Equal(Script, Card("spring-storefront").QuerySelector("h3").Words());
        Assert.Equal(Script, Card("spring-storefront").QuerySelector("em").Words());
        Assert.Empty(Page.FindAll("script, img"));
    }

    private IRenderedComponent<LaunchpadPage> Page { get; set; } = null!;

    private async Task OpenAsync(Role role)
    {
        await SignInAsync(role);
        await OpenAsync();
    }

    private Task OpenAsync()
    {
        Page = Render<LaunchpadPage>();
        Page.WaitForState(() => Page.FindAll(".skeleton").Count is 0);
        return Task.CompletedTask;
    }

    private AngleSharp.Dom.IElement Card(string key) => Page.WaitForElement($"[data-control={key}]");
}
