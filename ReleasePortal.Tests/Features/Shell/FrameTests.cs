using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Shell;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Shell;

public class FrameTests : ComponentTestContext
{
    public FrameTests()
    {
        // One room for each kind of need; ShellTexts happens to have words for them.
        Add(10, "/", "Find", needed: null);
        Add(20, "/controls", "Rooms", Operation.SeeControl);
        Add(30, "/operations", "Theme", Operation.SeeOperations);
        Add(40, "/history", "Undo", Operation.BrowseHistory);
        Add(50, "/administration/people", "Skip", Operation.ManagePeople);

        void Add(int order, string href, string text, Operation? needed) =>
            Services.AddNavigation(new NavigationItem(order, href.Contains("adm", StringComparison.Ordinal) ? "rest" : "work", href, typeof(ShellTexts), text, needed));
    }

    [Theory]
    [InlineData(Role.Marketing, "/", "/controls", "/history")]
    [InlineData(Role.Engineer, "/", "/controls", "/operations", "/history")]
    [InlineData(Role.Auditor, "/", "/controls", "/history")]
    [InlineData(Role.Administrator, "/", "/controls", "/history", "/administration/people")]
    public void Navigation_ShowsOnlyRoomsThatTheRoleMayEnter(Role role, params string[] rooms)
    {
        SignIn(role);

        var frame = RenderFrame();

        Assert.Equal(rooms, frame.FindAll(".frame > .side a").Select(link => link.GetAttribute("href")));
        Assert.Equal(rooms, frame.FindAll(".rooms .side a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Navigation_SeveralRoles_AddUp()
    {
        SignIn(Role.Engineer, Role.Administrator);

        Assert.Equal(5, RenderFrame().FindAll(".frame > .side a").Count);
    }

    [Fact]
    public void Navigation_ALinePartsTheGroups()
    {
        SignIn(Role.Administrator);

        Assert.Single(RenderFrame().FindAll(".frame > .side hr"));
    }

    [Fact]
    public void NoRoleYet_SaysSoInsteadOfThePage()
    {
        SignIn();

        var frame = RenderFrame();

        Assert.Equal("Welcome, Mara Kent", frame.Find("h1").TextContent);
        Assert.Empty(frame.FindAll(".side a, .env, .find"));
        Assert.DoesNotContain("The page", frame.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Person_IsShownWithTheirRoles()
    {
        SignIn(Role.Administrator, Role.Engineer);

        var who = RenderFrame().Find(".who");

        Assert.Equal("MK", who.QuerySelector(".avatar")!.TextContent);
        Assert.Equal("Engineer, Administrator", who.QuerySelector(".roles")!.TextContent);
        Assert.Equal("/account/sign-out", who.QuerySelector("form[method=post]")!.GetAttribute("action"));
    }

    [Fact]
    public void Environment_TheFrameCarriesItsColour()
    {
        SignIn(Role.Marketing);
        var frame = RenderFrame();
        Assert.Equal("production", frame.Find(".portal").GetAttribute("data-environment"));

        frame.FindAll(".env .item").Single(item => item.TextContent.Contains("Staging", StringComparison.Ordinal)).Click();

        frame.WaitForAssertion(() => Assert.Equal("staging", frame.Find(".portal").GetAttribute("data-environment")));
        Assert.Equal("Staging", frame.Find(".env-name").TextContent);
    }

    [Fact]
    public void Environment_RenamedByAnAdministrator_IsShownAtOnce()
    {
        SignIn(Role.Marketing);
        var frame = RenderFrame();
        Directory.Environments[1] = Directory.Environments[1] with { Name = "Live shop" };

        Feed.Publish(new FeedNotice(1, [new ChangedSubject(SubjectKind.Environment, Guid.CreateVersion7(), "production", "production")]));

        frame.WaitForAssertion(() => Assert.Equal("Live shop", frame.Find(".env-name").TextContent));
    }

    [Fact]
    public void PageThatFails_IsReplacedByWords_AndTheFrameStays()
    {
        SignIn(Role.Marketing);

        var frame = RenderFrame(builder =>
        {
            builder.OpenComponent<Broken>(0);
            builder.CloseComponent();
        });

        Assert.Equal("This page could not be shown", frame.Find("main h1").TextContent);
        Assert.NotEmpty(frame.FindAll(".frame > .side a"));
        Assert.DoesNotContain("secret", frame.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void PageThatFailed_NextPageIsShown()
    {
        SignIn(Role.Marketing);
        Broken.IsBroken = true;
        var frame = RenderFrame(builder =>
        {
            builder.OpenComponent<Broken>(0);
            builder.CloseComponent();
        });

        Broken.IsBroken = false;
        Services.GetRequiredService<NavigationManager>().NavigateTo("/controls");

        frame.WaitForAssertion(() => Assert.Equal("Mended", frame.Find("main").TextContent.Trim()));
        Broken.IsBroken = true;
    }

    [Fact]
    public void Announcer_IsHeardPolitely()
    {
        SignIn(Role.Marketing);
        var frame = RenderFrame();

        Services.GetRequiredService<Announcer>().Say("Robin released Spring storefront.");

        frame.WaitForAssertion(() => Assert.Equal("Robin released Spring storefront.", frame.Find("[aria-live=polite][aria-atomic]").TextContent));
    }

    private IRenderedComponent<IComponent> RenderFrame(RenderFragment? body = null) => Render(builder =>
    {
        builder.OpenComponent<CascadingAuthenticationState>(0);
        builder.AddComponentParameter(1, nameof(CascadingAuthenticationState.ChildContent), (RenderFragment)(inner =>
        {
            inner.OpenComponent<PortalLayout>(0);
            inner.AddComponentParameter(1, nameof(PortalLayout.Body), body ?? (page => page.AddContent(0, "The page")));
            inner.CloseComponent();
        }));
        builder.CloseComponent();
    });

    private sealed class Broken : ComponentBase
    {
        public static bool IsBroken { get; set; } = true;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (IsBroken)
                throw new InvalidOperationException("a secret of the inside");
            builder.AddContent(0, "Mended");
        }
    }
}
