using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Features.Launches.Form;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Launches;

public sealed class LaunchFormTests() : PortalTestContext(builder => builder.Services.AddLaunchForm())
{
    [Theory]
    [InlineData(Role.Marketing, true)]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Administrator, false)]
    public void Pages_AreThereForThoseWhoMayRelease(Role role, bool isThere)
    {
        Assert.Equal(isThere, RoomAttribute.LetsIn(APerson(role), typeof(NewLaunchPage)));
        Assert.Equal(isThere, RoomAttribute.LetsIn(APerson(role), typeof(EditLaunchPage)));
    }

    [Theory]
    [InlineData(Role.Marketing, new[] { "spring-storefront" })]
    [InlineData(Role.Engineer, new[] { "spring-storefront", "recommendations-kill-switch" })]
    public async Task Picker_OffersWhatThePersonMaySee(Role role, string[] offered)
    {
        var page = await OpenAsync(role);

        Assert.Equal(offered, page.FindAll("[data-pick]").Select(pick => pick.GetAttribute("data-pick")));
        page.Find("input[type=search]").Input("recommend");
        page.WaitForAssertion(() => Assert.Equal(offered[1..], page.FindAll("[data-pick]").Select(pick => pick.GetAttribute("data-pick"))));
    }

    [Fact]
    public async Task Schedule_TwoControls_MakesOneLaunchAndOpensItsPage()
    {
        var page = await OpenAsync(Role.Marketing, Shop.Layout);
        Pick(page, "spring-storefront");
        Pick(page, "checkout-layout");
        page.Option("Guided").Change(true);
        Start(page, "2100-03-01", "09:00", "Chicago");
        page.Option("It ends").Change(true);
        page.Find("[name=end]").Change("2100-03-08");
        page.Field("notes").Change("The show opens at nine.");
        Assert.Equal("Spring storefront", page.Field("name").GetAttribute("value"));
        page.Field("name").Change("Trade show");
        Assert.Equal(
            "Monday 1 March 2100 at 09:00 (Chicago), on Production:Everyone on Production will see Spring storefront.Everyone on Production will get Guided of Checkout layout."
            + "Monday 8 March 2100 at 09:00 (Chicago): every control goes back to what it was, unless somebody has changed it since.Production asks for no approval of this.",
            page.Find(".sum").Words());

        page.Find("form").Submit();

        var launch = await SavedAsync(page);
        Assert.Equal((LaunchStatus.Scheduled, "Trade show", "The show opens at nine.", "production"), (launch.Status, launch.Name, launch.Notes, launch.Environment));
        Assert.Equal(["spring-storefront", "checkout-layout"], launch.Steps.OrderBy(step => step.Index).Select(step => step.Control));
        Assert.Equal(("2100-03-01 09:00 America/Chicago (UTC-06:00)", "2100-03-08 09:00 America/Chicago (UTC-06:00)"), (launch.Start?.ToString(), launch.End?.ToString()));
    }

    [Fact]
    public async Task Steps_CanBeReorderedWithdrawnAndTakenOut()
    {
        var page = await OpenAsync(Role.Marketing, Shop.Layout, Shop.Loyalty);
        Pick(page, "spring-storefront");
        Pick(page, "checkout-layout");
        Pick(page, "loyalty-banner");

        page.Find("[data-step=loyalty-banner] [aria-label='Move up']").Click();
        page.Find("[data-step=checkout-layout] [aria-label='Take out of the launch']").Click();
        page.WaitForState(() => page.FindAll("[data-step]").Count is 2);
        page.FindAll("[data-step=spring-storefront] label").Single(label => label.Words().StartsWith("Nobody", StringComparison.Ordinal)).QuerySelector("input")!.Change(true);
        page.Find("[data-step=loyalty-banner] [aria-label='Move up']").Click();
        page.Button("Save as draft").Click();

        var launch = await SavedAsync(page);
        Assert.Equal(LaunchStatus.Draft, launch.Status);
        Assert.Equal(
            [new ReleaseControlToEveryone("loyalty-banner", "production", "on"), new Withdraw("spring-storefront", "production")],
            launch.Steps.OrderBy(step => step.Index).Select(step => step.Change));
    }

    [Fact]
    public async Task Stages_AreTakenAsTyped()
    {
        var page = await OpenAsync(Role.Marketing);
        Pick(page, "spring-storefront");

        page.Field("steps.0.gradual").Change(true);
        page.Field("steps.0.stages.0.share").Change("2,5 %");
        page.Field("steps.0.stages.0.length").Change("30");
        page.Field("steps.0.stages.0.unit").Change("0");
        Assert.Contains("In stages: 2,5 % for 30 minutes, 25 % for 1 day, then everyone.", page.Find(".sum").Words());
        page.Option("By button").Change(true);
        page.Button("Make ready");
        page.Find("form").Submit();

        var launch = await SavedAsync(page);
        Assert.Equal([new Stage(250, TimeSpan.FromMinutes(30)), new Stage(2_500, TimeSpan.FromDays(1))], launch.Steps[0].Stages);
        Assert.Equal((LaunchStatus.Scheduled, null), (launch.Status, launch.Start));
    }

    [Fact]
    public async Task Schedule_WhatDoesNotHold_IsSaidBesideEachFieldAndNothingIsLost()
    {
        var page = await OpenAsync(Role.Marketing);
        page.Field("notes").Change("kept");
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("Something is missing", page.Find(".summary").Words()));
        Assert.Contains(page.FindAll(".error[id]"), error => error.Words().Length > 0);

        Pick(page, "spring-storefront");
        page.Field("steps.0.gradual").Change(true);
        page.Field("steps.0.stages.0.share").Change("50");
        Start(page, "2027-03-14", "02:30", "Chicago");
        page.Option("It ends").Change(true);
        page.Find("[name=end]").Change("");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("does not exist there", page.ErrorBeside("start")));
        Assert.NotEmpty(page.ErrorBeside("end"));
        Assert.Contains("Each stage must reach more users than the one before.", page.Markup);
        Assert.Equal(("kept", "50"), (page.Field("notes").GetAttribute("value"), page.Field("steps.0.stages.0.share").GetAttribute("value")));
        Assert.Empty(await LaunchesAsync());
    }

    [Fact]
    public async Task Schedule_WithAnOperationalControl_SaysThatItIsForEngineersOnly()
    {
        var page = await OpenAsync(Role.Engineer);
        Assert.DoesNotContain("engineers only", page.Markup);

        Pick(page, "recommendations-kill-switch");

        Assert.Contains("This launch is for engineers only", page.Find("[role=status]").Words());
    }

    [Fact]
    public async Task Schedule_WhereLaunchesNeedApproval_AsksForIt()
    {
        var page = await OpenAsync(Role.Marketing);
        await ApplyAsync(Role.Administrator, new EditEnvironment("production", new EnvironmentDetails("Production", Rank: 30, IsProduction: true, ReasonRequired: false, ApprovalPolicy.Launches)));
        await page.InvokeAsync(() => Workspace.RefreshAsync());
        page = Render<NewLaunchPage>();
        Pick(page, "spring-storefront");

        Assert.Contains("Production asks for another person’s approval: somebody in marketing or an engineer, not you.", page.Find(".sum").Words());
        page.Button("Ask for approval");
        page.Find("form").Submit();

        Assert.Equal(LaunchStatus.AwaitingApproval, (await SavedAsync(page)).Status);
    }

    [Fact]
    public async Task New_FromTheCalendar_BeginsOnThatDayAndEnvironment()
    {
        await OpenAsync(Role.Marketing);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/launches/new?environment=staging&day=2100-03-01");
        var page = Render<NewLaunchPage>();

        Assert.Contains("Monday 1 March 2100 at 09:00 (Berlin), on Staging:", page.Find(".sum").Words());
    }

    [Fact]
    public async Task Edit_ShowsThePlan_AndSchedulesItAnew()
    {
        var id = await ALaunchAsync();
        var page = Render<EditLaunchPage>(parameters => parameters.Add(page => page.Id, id));
        page.WaitForElement("form");
        Assert.Equal(("Trade show", "2100-03-01", "09:00", "America/Chicago"), (
            page.Field("name").GetAttribute("value"), page.Find("[name=start]").GetAttribute("value"),
            page.Find("[name='start.time']").GetAttribute("value"), page.Find("[name='start.zone']").GetAttribute("value")));

        page.Find("[name='start.time']").Change("10:00");
        page.Find("form").Submit();

        var launch = await SavedAsync(page);
        Assert.Equal((LaunchStatus.Scheduled, "2100-03-01 10:00 America/Chicago (UTC-06:00)"), (launch.Status, launch.Start?.ToString()));
    }

    [Fact]
    public async Task Edit_NothingChanged_StillSchedulesADraft()
    {
        var id = await ALaunchAsync();
        var page = Render<EditLaunchPage>(parameters => parameters.Add(page => page.Id, id));
        page.WaitForElement("form").Submit();

        Assert.Equal(LaunchStatus.Scheduled, (await SavedAsync(page)).Status);
    }

    [Fact]
    public async Task Edit_ChangedMeanwhile_SaysSoAndKeepsWhatIsTyped()
    {
        var id = await ALaunchAsync();
        var page = Render<EditLaunchPage>(parameters => parameters.Add(page => page.Id, id));
        page.WaitForElement("form");
        page.Field("name").Change("Mine");
        await DoAsync(Role.Engineer, new EditLaunch(id, Details() with { Name = "Theirs" }));

        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("What you typed is still here.", page.Find(".summary [role=alert]").Words()));
        Assert.Equal("Mine", page.Field("name").GetAttribute("value"));
        page.Button("Go on with mine").Click();
        page.Find("form").Submit();

        Assert.Equal("Mine", (await SavedAsync(page)).Name);
    }

    [Fact]
    public async Task Edit_ControlRetiredMeanwhile_SaysWhatIsLeftOut()
    {
        var id = await ALaunchAsync();
        await ApplyAsync(Role.Engineer, new Retire("spring-storefront", NoCodeAsks: true));

        var page = Render<EditLaunchPage>(parameters => parameters.Add(page => page.Id, id));

        Assert.StartsWith("Spring storefront was retired meanwhile", page.WaitForElement(".say.warns").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_OfWhatIsLaunched_SaysThatItIsTooLate()
    {
        var id = await ALaunchAsync();
        await DoAsync(Role.Marketing, new StartLaunch(id));

        var page = Render<EditLaunchPage>(parameters => parameters.Add(page => page.Id, id));

        Assert.Contains("has begun or is over", page.WaitForElement(".say").Words());
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task Edit_OfAnOperationalLaunch_IsNotThereForMarketing()
    {
        await OpenAsync(Role.Marketing);
        var id = Guid.CreateVersion7();
        await DoAsync(Role.Engineer, new CreateLaunch(id, Details() with { Steps = [PlannedStep.AtOnce(new ReleaseControlToEveryone("recommendations-kill-switch", "production"))] }));

        var page = Render<EditLaunchPage>(parameters => parameters.Add(page => page.Id, id));

        Assert.Equal("There is nothing here", page.WaitForElement("h1").Words());
    }

    private static LaunchDetails Details() => new()
    {
        Name = "Trade show",
        Notes = "The show opens at nine.",
        Environment = "production",
        Steps = [PlannedStep.AtOnce(new ReleaseControlToEveryone("spring-storefront", "production"))],
        Start = new WantedTime(new DateTime(2100, 3, 1, 9, 0, 0), "America/Chicago"),
    };

    private async Task<IRenderedComponent<NewLaunchPage>> OpenAsync(Role role, params CreateControl[] more)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Spring);
        foreach (var control in more)
            await CreateAsync(control);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        var page = Render<NewLaunchPage>();
        page.WaitForElement("[data-pick]");
        return page;
    }

    private async Task<Guid> ALaunchAsync()
    {
        await OpenAsync(Role.Marketing);
        var id = Guid.CreateVersion7();
        await DoAsync(Role.Marketing, new CreateLaunch(id, Details()));
        return id;
    }

    private async Task DoAsync(Role by, LaunchChange change)
    {
        var result = await Desk.ApplyAsync(new ChangeSet([change], "as it should be", Correlation: change.Launch), APerson(by));
        Assert.True(result.IsSuccess, result.Refusal?.Message.ToString());
    }

    private static void Pick(IRenderedComponent<NewLaunchPage> page, string control)
    {
        page.WaitForElement($"[data-pick={control}]").Click();
        page.WaitForElement($"[data-step={control}]");
        page.WaitForState(() => page.FindAll($"[data-pick={control}]").Count is 0);
    }

    private static void Start(IRenderedComponent<NewLaunchPage> page, string day, string time, string zone)
    {
        page.Find("[name='start.zone']").Change(zone);
        page.Find("[name='start.time']").Change(time);
        page.Find("[name=start]").Change(day);
    }

    /// <summary>The launch whose page was opened after it was saved.</summary>
    private async Task<Launch> SavedAsync(IRenderedComponent<IComponent> page)
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        page.WaitForState(() => Guid.TryParse(navigation.Uri.Split('/')[^1], out _));
        return (await LaunchesAsync()).Single(launch => launch.Id == Guid.Parse(navigation.Uri.Split('/')[^1]));
    }

    private async Task<List<Launch>> LaunchesAsync()
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await database.Launches.AsNoTracking().Include(launch => launch.Steps).ToListAsync();
    }
}
