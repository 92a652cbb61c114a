using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components.Glossary;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Decoupling;
using ReleasePortal.Features.Steps;
using ReleasePortal.Tests.Features.Deployments;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Steps;

public sealed class StepsPageTests() : PortalTestContext(builder => builder.Services.AddSteps())
{
    /// <summary>What each role is led to by each next step; a role that is not named is told who can do it.</summary>
    public static TheoryData<NextStep, Role, string?> Places =>
    [
        .. from step in Enum.GetValues<NextStep>()
           from role in Enum.GetValues<Role>()
           select new TheoryDataRow<NextStep, Role, string?>(step, role, PlaceOf(step, role)),
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public void NextStep_LeadsThoseWhoMay_AndTellsOthersWhoCan(NextStep step, Role role, string? address)
    {
        var next = NextActs.For(step, AView(), APerson(role));
        var card = Render<StepView>(parameters => parameters.Add(view => view.Card, new StepCard(1, "Terms", GlossaryWord.Release, StepState.OnTheWay, [], next)));

        Assert.Equal(address, card.FindAll("footer a").SingleOrDefault()?.GetAttribute("href"));
        Assert.Equal(address is null ? 2 : 1, card.FindAll("footer p").Count);
        Assert.All(card.FindAll("footer p, footer a"), text => Assert.DoesNotMatch(@"(Next|Who|Act)\.", text.Words()));
    }

    [Theory]
    [InlineData(StepState.TooLittle, "Too little to tell", 0)]
    [InlineData(StepState.NotBegun, "Not begun", 0)]
    [InlineData(StepState.OnTheWay, "On the way", 1)]
    [InlineData(StepState.WellUnderWay, "Well under way", 2)]
    [InlineData(StepState.Reached, "Reached", 3)]
    [InlineData(null, "Not shown to you", 0)]
    public void State_IsSaidInWords_AndDrawn(StepState? state, string words, int parts)
    {
        var card = Render<StepView>(parameters => parameters.Add(view => view.Card, new StepCard(1, "Terms", GlossaryWord.Release, state, [], Next: null)));

        Assert.Equal(words, card.Find(".tag").Words());
        Assert.Equal(parts, card.FindAll(".way i.done").Count);
        Assert.Equal("true", card.Find(".way").GetAttribute("aria-hidden"));
    }

    [Fact]
    public async Task NewPortal_SaysThatThereIsTooLittle_AndNeverAShareOfNothing()
    {
        await SignInAsync(Role.Engineer);

        var page = Open();

        Assert.Equal(
            ["Terms TooLittle NameThings", "Architecture NotBegun MakeKey", "Independence TooLittle ReportDeployments", "Transfer TooLittle HandOver"],
            page.FindAll(".step").Select(step => $"{step.GetAttribute("data-step")} {step.GetAttribute("data-state")} {step.QuerySelector("footer")!.GetAttribute("data-next")}"));
        Assert.DoesNotContain(page.FindAll(".evidence li"), line => line.Words().Contains("0 of 0", StringComparison.Ordinal) || line.Words().Contains('%', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Engineer_SeesTheEvidence_WithLinksToWhatWasCounted()
    {
        await SignInAsync(Role.Engineer);
        await LiveAsync();

        var page = Open();

        Assert.Equal(
            [
                "2 of 3 controls, groups and launches keep the words apart.",
                "Basket of release 2.4 says “release 2.4”: what is installed is a software version. → /controls/basket",
            ],
            Evidence(page, "Terms"));
        Assert.Equal(
            [
                "No application may ask the portal yet.",
                "Nobody asked for any temporary control (2). → /controls/clean-up",
                "Nobody asked for any long-lived control (1).",
                "No budget has a limit yet (6 could have). → /administration/budgets",
            ],
            Evidence(page, "Architecture"));
        Assert.StartsWith("Every release came within an hour after a deployment (1). → /deployments/timeline?environment=production&from=", Evidence(page, "Independence")[0], StringComparison.Ordinal);
        Assert.Equal("1 more release is not counted: no deployment of it is known.", Evidence(page, "Independence")[^1]);
        var transfer = Evidence(page, "Transfer");
        Assert.StartsWith("Every release of a business control was made by a business user (1). → /history?action=released&purpose=business&environment=production&period=days&from=", transfer[0], StringComparison.Ordinal);
        Assert.StartsWith("2 controls were handed over. → /history?action=handed-over&period=days&from=", transfer[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task WithoutOperationalSight_NoNumberAndNoName_TellsOfOperationalControls(Role role)
    {
        await SignInAsync(role);
        await LiveAsync();

        var page = Open();

        Assert.Equal("1 of 2 controls, groups and launches keep the words apart.", Evidence(page, "Terms")[0]);
        Assert.DoesNotContain("Recommendations", page.Markup, StringComparison.Ordinal);
        Assert.Contains("in the hands of the business", page.Find(".chips").Words(), StringComparison.Ordinal);
        Assert.Equal(role is Role.Administrator, page.Find("[data-step=Independence]").Words().Contains("Not shown to you", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "Last 90 days")]
    [InlineData("30", "Last 30 days")]
    [InlineData("365", "Last 365 days")]
    [InlineData("7", "Last 90 days")]
    [InlineData("many", "Last 90 days")]
    public async Task Period_StandsInTheAddress(string? days, string chosen)
    {
        await SignInAsync(Role.Auditor);
        Services.GetRequiredService<NavigationManager>().NavigateTo(days is null ? "/steps" : "/steps?days=" + days);

        Assert.Equal(chosen, Open().Find(".chip[aria-current=true]").Words());
    }

    private static string? PlaceOf(NextStep step, Role role) => (step, role) switch
    {
        (NextStep.NameThings, Role.Engineer) => "/controls/new",
        (NextStep.Reword, Role.Engineer) => "/controls/basket",
        (NextStep.ShareGlossary, _) => "/help#words",
        (NextStep.MakeKey or NextStep.Connect or NextStep.ReportDeployments, Role.Administrator) => "/administration/keys",
        (NextStep.MakeKey or NextStep.Connect, Role.Engineer) => "/controls",
        (NextStep.ReportDeployments, Role.Engineer or Role.Auditor) => "/deployments",
        (NextStep.AskForControls or NextStep.KeepFew, Role.Engineer or Role.Auditor) => "/controls/clean-up",
        (NextStep.SetBudgets, Role.Administrator) => "/administration/budgets",
        (NextStep.Release or NextStep.ShortenTheWait or NextStep.LetTheBusinessRelease, Role.Marketing or Role.Engineer) => "/",
        (NextStep.ReleaseApart, Role.Marketing or Role.Engineer) => "/launches/new",
        (NextStep.HandOver or NextStep.KeepHandingOver, Role.Engineer) => "/controls?purpose=operational",
        (NextStep.TakeBack, Role.Engineer) => "/controls/fallback?tab=settings",
        (NextStep.LetTheBusinessRelease, Role.Administrator) => "/administration/people",
        _ => null,
    };

    private static StepsView AView() => new(
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch,
        "production",
        IsPartial: false,
        new TermsFacts(new TermsStep(default), [new MixedUpName(SubjectKind.Control, "/controls/basket", "Basket", MixUp.VersionIsARelease, "release 2")]),
        new ArchitectureFacts(new ArchitectureStep(default, default, default, default), Takers: 0),
        Independence: null,
        new TransferFacts(new TransferStep(default, Operational: 1, HandedOver: 0), TakenBack: null, [new LookingOperational("fallback", "Fallback", OperationalSign.Words)]));

    // Two business controls, one of them deployed and released at once, and a kill switch that is open.
    private async Task LiveAsync()
    {
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Toggle("basket", "Basket of release 2.4"));
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await Services.GetRequiredService<DeploymentStore>().DeployAsync("shop", "1.0.0", TimeProvider.System.GetUtcNow().AddMinutes(-5), [Shop.Spring.Control]);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone(Shop.Spring.Control, "production"));
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone(Shop.Recommendations.Control, "production"));
    }

    private IRenderedComponent<StepsPage> Open()
    {
        var page = Render<StepsPage>();
        page.WaitForState(() => page.FindAll(".step").Count is 4);
        return page;
    }

    private static IReadOnlyList<string> Evidence(IRenderedComponent<StepsPage> page, string step) =>
    [
        .. page.FindAll($"[data-step={step}] .evidence li")
            .Select(line => line.Words() + (line.QuerySelector("a") is { } link ? " → " + link.GetAttribute("href") : "")),
    ];
}
