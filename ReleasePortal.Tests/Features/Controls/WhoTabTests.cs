using Bunit;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Controls.Single;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Controls;

public sealed class WhoTabTests : ControlsContext
{
    private static readonly DefineGroup Adults = new("adults", new GroupDetails
    {
        Name = "Adults",
        Conditions = [new Condition("age", ConditionOperator.GreaterOrEqual, [18])],
    });

    [Fact]
    public async Task Who_Groups_StandInTheirOrderWithWhatTheyGet()
    {
        var page = await OpenLayoutAsync(Role.Marketing);

        Assert.Equal(
            ["Staff 2 people get Express", "Adults by their details take part in a test: half see Classic and half see Guided", "Everyone else get Classic"],
            page.FindAll(".order > li").Select(item => string.Join(' ', item.Children.Where(child => child.LocalName is "div").Select(Markup.Words))));
    }

    [Fact]
    public async Task Who_AnotherEnvironmentIsChosen_SaysTheStateThere()
    {
        var page = await OpenLayoutAsync(Role.Marketing);

        await page.InvokeAsync(() => Workspace.SelectAsync("staging"));

        page.WaitForState(() => page.Markup.Contains("Nobody gets it: everyone stays with Classic.", StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".order"));
    }

    [Theory]
    [InlineData("ann", null, "ann gets Express on Production.", "Staff: yes, this user is one of its members.")]
    [InlineData("carl", null, "carl gets Classic on Production.", "The user is in none of the groups.")]
    [InlineData("carl", "17", "carl gets Classic on Production.", "The user is in none of the groups.")]
    public async Task TryIt_AUser_SaysTheAnswerAndWhatDecided(string user, string? age, string answer, string decided)
    {
        var page = await OpenLayoutAsync(Role.Marketing);

        Type(page, "user", user);
        if (age is not null)
            Type(page, "attributes.0.value", age);
        Send(page);

        Assert.Equal(answer, page.WaitForElement(".try .say").Words());
        Assert.Equal(decided, page.Find(".why .decides").Words());
    }

    [Fact]
    public async Task TryIt_ConditionThatFails_SaysWhy()
    {
        var page = await OpenLayoutAsync(Role.Marketing);

        Type(page, "user", "carl");
        Type(page, "attributes.0.value", "17");
        Send(page);

        page.WaitForElement(".why");
        Assert.Equal("Adults: no, age is “17”; it would be needed that it is at least 18.", page.FindAll(".why li")[1].Words());
    }

    [Fact]
    public async Task TryIt_NoUser_SaysThatTheAnswerDependsOnOne()
    {
        var page = await OpenLayoutAsync(Role.Marketing);

        Send(page);

        Assert.Equal("The answer depends on the user id: enter one.", page.WaitForElement(".try .say").Words());
        Assert.Equal("Staff: whether a user is in it depends on the user id.", page.Find(".why .decides").Words());
    }

    [Fact]
    public async Task TryIt_ANumberThatIsNone_HasItsErrorBesideIt()
    {
        var page = await OpenLayoutAsync(Role.Marketing);

        Type(page, "user", "carl");
        Type(page, "attributes.0.value", "old");
        Send(page);

        page.WaitForState(() => page.ErrorBeside("attributes.0.value").Length > 0);
        Assert.Equal("Enter a number, such as 42 or 0.5.", page.ErrorBeside("attributes.0.value"));
        Assert.Equal("carl", page.Field("user").GetAttribute("value"));
    }

    [Fact]
    public async Task TryIt_StateChangesMeanwhile_AnswersAgain()
    {
        var page = await OpenLayoutAsync(Role.Marketing);
        Type(page, "user", "carl");
        Send(page);
        page.WaitForElement(".try .say");

        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("checkout-layout", "production", "guided"));

        page.WaitForState(() => page.Find(".try .say").Words() == "carl gets Guided on Production.");
        Assert.Equal("It is open to everyone on Production.", page.Find(".why .decides").Words());
    }

    [Theory]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Marketing, false)]
    public async Task TryIt_TheValueThatCodeGets_IsForWhoWritesCode(Role role, bool shown)
    {
        var page = await OpenLayoutAsync(role);

        Type(page, "user", "ann");
        Send(page);
        page.WaitForElement(".try .say");

        Assert.Equal(shown, page.Markup.Contains("&quot;express&quot;", StringComparison.Ordinal) || page.Find(".try").TextContent.Contains("\"express\"", StringComparison.Ordinal));
    }

    private async Task<IRenderedComponent<ControlPage>> OpenLayoutAsync(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Layout);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        await ApplyAsync(Role.Engineer, Adults);
        await ApplyAsync(Role.Marketing, new ReleaseToGroups("checkout-layout", "production",
        [
            new("staff", Serving.Of("express")),
            new("adults", Serving.Between(new WeightedVariant("classic", 1), new WeightedVariant("guided", 1))),
        ]));
        return OpenControl("checkout-layout", "who");
    }
}
