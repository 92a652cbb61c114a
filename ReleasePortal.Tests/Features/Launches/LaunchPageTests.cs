using Bunit;
using Microsoft.AspNetCore.Components.Web;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Features.Launches.Single;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Launches;

/// <summary>One launch: what each role may read and do there.</summary>
public sealed class LaunchPageTests : LaunchesContext
{
    private IRenderedComponent<LaunchPage> _page = null!;

    private IEnumerable<string> Acts => _page.FindAll(".head .acts > *").Select(Markup.Words);

    private string Status => _page.Find(".head .tag").Words();

    [Theory]
    [InlineData(Role.Marketing, true)]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Administrator, false)]
    public async Task Scheduled_OnlyWhoMayRelease_MayAct(Role role, bool may)
    {
        await OpenShopAsync(role);
        Open(await SubmitAsync(Role.Marketing, Details("Trade show", Spring, Loyalty) with { Start = In(TimeSpan.FromDays(1)) }));

        Assert.Equal(may ? ["Edit", "Cancel the launch…", "Launch now…", "Hold"] : [], Acts);
        Assert.Equal(
            ["Everyone on Production will see Spring storefront.", "Everyone on Production will see Loyalty banner."],
            _page.FindAll(".said-step").Select(Markup.Words));
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task OperationalLaunch_ReadsExactlyLikeAnUnknownId(Role role)
    {
        await OpenShopAsync(role);
        Open(Guid.CreateVersion7());
        var unknown = _page.Markup;

        Open(await PlanAsync(Role.Engineer, Details("Cache warm-up", Spring, Switch)));

        Assert.Equal(unknown, _page.Markup);
        Assert.NotEmpty(_page.FindAll(".notfound"));
    }

    [Fact]
    public async Task Start_SaysWhatWillBeApplied_AndApplies()
    {
        await OpenShopAsync(Role.Marketing);
        Open(await PlanAsync(Role.Marketing, Details("Trade show", Spring)));

        await PressAsync("Launch now…");
        Assert.Equal(["Everyone on Production will see Spring storefront immediately."], Over.FindAll(".sentences li").Select(Markup.Words));
        await SendAsync();

        _page.WaitForState(() => Status is "Launched");
        Assert.Equal(["Done"], _page.FindAll(".steps .tag").Select(Markup.Words));
        Assert.Equal(
            ["Robin Marketing launched Trade show", "Robin Marketing released Spring storefront to everyone on Production", "Robin Marketing prepared the launch Trade show"],
            _page.FindAll("tr[data-entry] td:last-child").Select(Markup.Words));
    }

    [Fact]
    public async Task Hold_IsOneClick_AndResumeGoesOn()
    {
        await OpenShopAsync(Role.Engineer);
        Open(await SubmitAsync(Role.Marketing, Details("Trade show", Spring) with { Start = In(TimeSpan.FromDays(1)) }));

        await PressAsync("Hold");
        _page.WaitForState(() => Status is "On hold");
        await PressAsync("Resume");

        _page.WaitForState(() => Status is "Scheduled");
    }

    [Fact]
    public async Task Approval_AskedForByOne_IsOfferedToAnotherOnly_WithTheDifferenceFromNow()
    {
        await OpenShopAsync(Role.Engineer);
        await AskForApprovalAsync();
        Open(await SubmitAsync(Role.Marketing, Details("Trade show", Spring) with { Start = In(TimeSpan.FromDays(1)) }));
        Assert.Equal("Awaiting approval", Status);

        await PressAsync("Approve…");
        Over.WaitForElement(".changes");
        Assert.Equal("Now: Closed → Then: Everyone", Over.Find(".changes .change").Words());
        Over.Field("comment").Change("Go ahead");
        await SendAsync();

        _page.WaitForState(() => Status is "Scheduled");
        Assert.Contains("Go ahead", _page.Find(".facts-card").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approval_WhoAsked_IsNotOfferedIt()
    {
        await OpenShopAsync(Role.Marketing);
        await AskForApprovalAsync();
        Open(await SubmitAsync(Role.Marketing, Details("Trade show", Spring)));

        Assert.Equal(["Edit", "Cancel the launch…", "Hold"], Acts);
    }

    [Fact]
    public async Task TurnDown_WithoutAComment_SaysThatItNeedsOne()
    {
        await OpenShopAsync(Role.Engineer);
        await AskForApprovalAsync();
        Open(await SubmitAsync(Role.Marketing, Details("Trade show", Spring)));

        await PressAsync("Turn down…");
        await SendAsync();
        Over.WaitForElement(".error");
        Over.Field("comment").Change("Not before the show");
        await SendAsync();

        _page.WaitForState(() => Status is "Draft");
    }

    [Fact]
    public async Task Undo_TouchedSince_NamesItAndPutsItBackWhenChosen()
    {
        await OpenShopAsync(Role.Marketing);
        var id = await PlanAsync(Role.Marketing, Details("Trade show", Spring, Loyalty));
        await DoAsync(Role.Marketing, new StartLaunch(id));
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone(Spring, "production", Share: 500));
        Open(id);

        await PressAsync("Undo the launch…");
        Over.WaitForElement(".check");
        Assert.Equal("Put Spring storefront back all the same", Over.Find(".check label").Words());
        Assert.StartsWith("Changed by Robin Engineer", Over.Find(".check small").Words(), StringComparison.Ordinal);
        await Over.Find(".check input").ChangeAsync(new() { Value = true });
        await SendAsync();

        _page.WaitForState(() => Status is "Undone");
        Assert.All((await LaunchAsync(id)).Steps, step => Assert.Equal(StepOutcome.TakenBack, step.Outcome));
    }

    [Fact]
    public async Task Stages_AreSaidInWords_AndTheNextCanBeOpenedNow()
    {
        await OpenShopAsync(Role.Marketing);
        var step = new PlannedStep(
            new ReleaseControlToEveryone(Spring, "production"), [new Stage(500, TimeSpan.FromHours(1)), new Stage(2_500, TimeSpan.FromDays(1))]);
        var id = await PlanAsync(Role.Marketing, Details("Slowly") with { Steps = [step] });
        await DoAsync(Role.Marketing, new StartLaunch(id));
        Open(id);
        Assert.Contains("In stages: 5 % for 1 hour, then 25 % for 1 day, then everyone", _page.Find(".said-step").Words(), StringComparison.Ordinal);

        await PressAsync("Next stage now");
        await SendAsync();

        _page.WaitForState(() => _page.FindAll("tr[data-entry=AdvanceLaunch]").Count is 1);
    }

    [Fact]
    public async Task Refused_IsSaidInTheDialog_AndNothingIsLost()
    {
        await OpenShopAsync(Role.Marketing);
        var id = await PlanAsync(Role.Marketing, Details("Trade show", Spring));
        Open(id);
        await PressAsync("Launch now…");
        await ApplyAsync(Role.Engineer, new Retire(Spring, NoCodeAsks: true));

        await SendAsync();

        Over.WaitForState(() => Over.FindAll(".say.harms").Count is 1);
        Assert.Contains("Nothing of Trade show was changed.", Over.Find(".say.harms").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preflight_ChangesWhileThePageIsOpen()
    {
        await OpenShopAsync(Role.Marketing);
        Open(await SubmitAsync(Role.Marketing, Details("Trade show", Spring) with { Start = In(TimeSpan.FromDays(1)) }));
        Assert.Equal("Ready to launch", _page.Find("section .tag[role=status]").Words());

        await ApplyAsync(Role.Engineer, new Retire(Spring, NoCodeAsks: true));

        _page.WaitForState(() => _page.FindAll("[data-check=Controls].open").Count is 1);
        Assert.Contains("Spring storefront is retired.", _page.Find("[data-check=Controls]").Words(), StringComparison.Ordinal);
    }

    private void Open(Guid id)
    {
        _page = Render<LaunchPage>(parameters => parameters.Add(page => page.Id, id));
        Wait(_page);
    }

    private Task PressAsync(string act)
    {
        _ = _page.Button(act).ClickAsync(new MouseEventArgs());
        return Task.CompletedTask;
    }

    private Task SendAsync()
    {
        Over.WaitForElement(".portal-dialog form");
        return Over.Find(".portal-dialog form").SubmitAsync();
    }
}
