using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Shell;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Shell;

public class SearchPaletteTests : ComponentTestContext
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly FakeSource _controls = new();

    public SearchPaletteTests()
    {
        Services.AddSingleton<ISearchSource>(_controls);
        Services.AddScoped<ISearchSource, PageSource>();
        Services.AddNavigation(new NavigationItem(10, "work", "/audiences", typeof(ShellTexts), "Rooms", Operation.SeeGroups));
        Services.AddNavigation(new NavigationItem(20, "work", "/operations", typeof(ShellTexts), "Theme", Operation.SeeOperations));
    }

    private string Address => new Uri(Services.GetRequiredService<NavigationManager>().Uri).PathAndQuery;

    [Theory]
    [InlineData(Role.Marketing, "Rooms", "Change password")]
    [InlineData(Role.Engineer, "Rooms", "Theme", "Change password")]
    public async Task Opened_OffersThePagesThatThePersonMayEnter(Role role, params string[] pages)
    {
        var palette = RenderPalette(role);

        await palette.Find("input").FocusAsync(new FocusEventArgs());

        Assert.Equal(pages, Titles(palette));
    }

    [Fact]
    public void Typed_AsksOnce_ForThisPersonAndEnvironment()
    {
        var palette = RenderPalette(Role.Marketing);

        foreach (var text in (string[])["s", "sp", "spr"])
            palette.Find("input").Input(text);
        Time.Advance(Pause);

        palette.WaitForAssertion(() => Assert.Equal(["Spring storefront", "Spring cleaning"], Titles(palette)));
        Assert.Equal(["spr"], _controls.Asked);
    }

    [Fact]
    public async Task Arrows_WalkThroughTheHits_AndRoundTheEnd()
    {
        var palette = Found(Role.Marketing);
        Assert.Equal("Spring storefront", Chosen(palette));

        await palette.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowUp" });
        Assert.Equal("Spring cleaning", Chosen(palette));
        Assert.Equal(palette.Find("[aria-selected=true]").Id, palette.Find("input").GetAttribute("aria-activedescendant"));

        await palette.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        Assert.Equal("Spring storefront", Chosen(palette));
    }

    [Fact]
    public async Task Enter_OpensTheChosenHit_AndClosesTheBox()
    {
        var palette = Found(Role.Marketing);

        await palette.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        Assert.Equal("/controls/spring-storefront", Address);
        JSInterop.VerifyInvoke("portal.closeSearch");
    }

    [Fact]
    public void Enter_BeforeTheAnswer_WaitsForIt()
    {
        var palette = RenderPalette(Role.Marketing);
        palette.Find("input").Input("spring");

        _ = palette.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        Time.Advance(Pause);

        palette.WaitForAssertion(() => Assert.Equal("/controls/spring-storefront", Address));
    }

    [Fact]
    public void NothingFound_SaysSo()
    {
        var palette = RenderPalette(Role.Marketing);

        palette.Find("input").Input("zzz");
        Time.Advance(Pause);

        palette.WaitForAssertion(() => Assert.Equal("Nothing is called “zzz”.", palette.Find(".none").TextContent));
    }

    [Fact]
    public void ASourceThatFails_DoesNotSilenceTheOthers()
    {
        _controls.Fails = true;
        var palette = RenderPalette(Role.Marketing);

        palette.Find("input").Input("room");
        Time.Advance(Pause);

        palette.WaitForAssertion(() => Assert.Equal(["Rooms"], Titles(palette)));
    }

    [Fact]
    public void Hits_StandUnderTheirHeadings_PagesLast()
    {
        _controls.Group = "Release controls";
        var palette = RenderPalette(Role.Marketing);

        palette.Find("input").Input("o");
        Time.Advance(Pause);

        palette.WaitForAssertion(() => Assert.Equal(["Release controls", "Pages"], palette.FindAll("h2").Select(heading => heading.TextContent)));
    }

    private static IEnumerable<string> Titles(IRenderedComponent<SearchPalette> palette) =>
        palette.FindAll("[role=option] span").Select(title => title.TextContent);

    private static string Chosen(IRenderedComponent<SearchPalette> palette) => palette.Find("[aria-selected=true] span").TextContent;

    private IRenderedComponent<SearchPalette> RenderPalette(Role role) =>
        Render<SearchPalette>(parameters => parameters.Add(palette => palette.Actor, SignIn(role)));

    private IRenderedComponent<SearchPalette> Found(Role role)
    {
        var palette = RenderPalette(role);
        palette.Find("input").Input("spring");
        Time.Advance(Pause);
        palette.WaitForElement("[role=option]");
        return palette;
    }

    private sealed class FakeSource : ISearchSource
    {
        public List<string> Asked { get; } = [];

        public bool Fails { get; set; }

        public string Group { get; set; } = "Controls";

        public Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, string environment, CancellationToken cancellationToken)
        {
            if (Fails)
                throw new InvalidOperationException("the database is away");
            if (text.Length > 0)
                Asked.Add(text);
            IReadOnlyList<SearchHit> hits = text is "" or "zzz" ? [] :
            [
                new(Group, "Spring storefront", "spring-storefront", "/controls/spring-storefront"),
                new(Group, "Spring cleaning", "spring-cleaning", "/controls/spring-cleaning"),
            ];
            return Task.FromResult(hits);
        }
    }
}
