using Bunit;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Features.Launchpad;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Launchpad;

/// <summary>What is scheduled, and what waits for somebody, on the Launchpad.</summary>
public sealed class LaunchesOnTheLaunchpadTests() : PortalTestContext(builder => builder.Services.AddLaunchpad())
{
    private IRenderedComponent<LaunchpadPage> Page { get; set; } = null!;

    private IEnumerable<string?> Shown => Page.FindAll("[data-launch] h3").Select(name => name.Words());

    [Theory]
    [InlineData(Role.Marketing, true)]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Administrator, false)]
    public async Task Scheduled_IsShownToAll_AndHeldByThoseWhoMayRelease(Role role, bool mayHold)
    {
        await ArriveAndScheduleAsync(role);
        Open();

        Assert.Equal(["Trade show"], Shown);
        Assert.Equal(mayHold ? ["Hold"] : [], Page.Find("[data-launch]").Buttons());
        Assert.Contains("Everyone on Production will see Spring storefront.", Page.Find("[data-launch]").Words());
        Assert.Contains("Scheduled for", Page.Find("[data-control=spring-storefront]").Words());
        Assert.Equal(mayHold ? 1 : 0, Page.FindAll("a[href^='/launches/new']").Count);
    }

    [Fact]
    public async Task Hold_IsOneClick_AndResumeAnother()
    {
        await ArriveAndScheduleAsync(Role.Marketing);
        Open();

        Page.Button("Hold").Click();
        Page.Button("Resume").Click();
        Page.Button("Hold");
    }

    [Fact]
    public async Task Scheduled_NextOneFirst_ThoseByButtonLast()
    {
        await ArriveAndScheduleAsync(Role.Marketing);
        await ScheduleAsync("By button", start: null);
        await ScheduleAsync("Sooner", new WantedTime(new DateTime(2099, 1, 1, 9, 0, 0), "America/Chicago"));
        Open();

        Assert.Equal(["Sooner", "Trade show", "By button"], Shown);
    }

    [Theory]
    [InlineData(Role.Marketing, 0)]
    [InlineData(Role.Auditor, 0)]
    [InlineData(Role.Administrator, 0)]
    [InlineData(Role.Engineer, 1)]
    public async Task OperationalLaunch_IsThereForEngineersOnly(Role role, int count)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await DoAsync(Role.Engineer, new CreateLaunch(Guid.CreateVersion7(), Details("recommendations-kill-switch")), submits: true);
        Open();

        Assert.Equal(count, Page.FindAll("[data-launch]").Count);
        Assert.Equal(count > 0, Page.Markup.Contains("Engineers only", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AwaitingApproval_WaitsForAnother_NotForWhoAsked()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Administrator, new EditEnvironment("production", new EnvironmentDetails("Production", Rank: 30, IsProduction: true, ReasonRequired: false, ApprovalPolicy.Launches)));
        await ScheduleAsync("Trade show", Details("spring-storefront").Start);
        Open();

        Assert.Contains("Robin Marketing asks for your approval.", Page.Find(".attention").Words());
        Assert.Equal("Look at it", Page.Find(".attention .btn").Words());
        Assert.Single(Shown);
    }

    [Theory]
    [InlineData(Role.Marketing, 1)]
    [InlineData(Role.Engineer, 0)]
    public async Task Missed_IsBeforeItsOwner_WhoLaunchesItNow(Role role, int count)
    {
        var id = await ArriveAndScheduleAsync(role);
        var missed = await Desk.ApplyAsync(new ChangeSet([new MissLaunch(id)], Source: ChangeSource.Portal, Correlation: id), Actor.Portal);
        Assert.True(missed.IsSuccess);
        Open();

        Assert.Equal(count, Page.FindAll(".attention").Count);
        if (count is 0)
            return;
        Assert.Equal($"/launches/{id}/edit", Page.Find(".attention a.btn").GetAttribute("href"));
        Page.Button("Launch now").Click();
        Over.WaitForElement(".portal-dialog form").Submit();
        Page.WaitForState(() => Page.Find("[data-control=spring-storefront] .tag").Words() == "Everyone");
    }

    private static LaunchDetails Details(string control) => new()
    {
        Name = "Trade show",
        Notes = "The show opens at nine.",
        Environment = "production",
        Steps = [PlannedStep.AtOnce(new ReleaseControlToEveryone(control, "production"))],
        Start = new WantedTime(new DateTime(2100, 3, 1, 9, 0, 0), "America/Chicago"),
    };

    private async Task<Guid> ArriveAndScheduleAsync(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Spring);
        return await ScheduleAsync("Trade show", Details("spring-storefront").Start);
    }

    private async Task<Guid> ScheduleAsync(string name, WantedTime? start)
    {
        var create = new CreateLaunch(Guid.CreateVersion7(), Details("spring-storefront") with { Name = name, Start = start });
        await DoAsync(Role.Marketing, create, submits: true);
        return create.Launch;
    }

    private async Task DoAsync(Role by, LaunchChange change, bool submits)
    {
        IReadOnlyList<Change> changes = submits ? [change, new SubmitLaunch(change.Launch)] : [change];
        var result = await Desk.ApplyAsync(new ChangeSet(changes, "as it should be", Correlation: change.Launch), APerson(by));
        Assert.True(result.IsSuccess, result.Refusal?.Message.ToString());
    }

    private void Open()
    {
        Page = Render<LaunchpadPage>();
        Page.WaitForState(() => Page.FindAll(".skeleton").Count is 0);
    }
}
