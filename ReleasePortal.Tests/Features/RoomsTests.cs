using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Features.Administration;
using ReleasePortal.Features.Audiences;
using ReleasePortal.Features.Budgets;
using ReleasePortal.Features.Configurations;
using ReleasePortal.Features.Controls;
using ReleasePortal.Features.Deployments;
using ReleasePortal.Features.Freezes;
using ReleasePortal.Features.Help;
using ReleasePortal.Features.History;
using ReleasePortal.Features.Launches;
using ReleasePortal.Features.Launchpad;
using ReleasePortal.Features.Operations;
using ReleasePortal.Features.Steps;
using ReleasePortal.Shell;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features;

/// <summary>
/// The access table against what people see: every role at every address, through the router and the frame, over a portal with a
/// business control and a kill switch that are both released.
/// </summary>
public sealed class RoomsTests() : PortalTestContext(builder =>
{
    builder.Services.AddLaunchpad();
    builder.Services.AddControls();
    builder.Services.AddLaunches();
    builder.Services.AddDeployments();
    builder.Services.AddOperations();
    builder.Services.AddAudiences();
    builder.Services.AddConfigurations();
    builder.Services.AddHistory();
    builder.Services.AddFreezes();
    builder.Services.AddBudgets();
    builder.Services.AddSteps();
    builder.Services.AddAdministration();
    builder.Services.AddHelp();
})
{
    private IRenderedComponent<Routes> _portal = null!;
    private Actor _actor = Actor.Nobody;

    public static TheoryData<Role?> EveryRole => [.. AccessTable.Roles];

    public static TheoryData<Role?> WithoutOperationalSight => [.. AccessTable.Roles.Where(role => !Rooms.Sees(role, Purpose.Operational))];

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task EveryRoom_IsThereForThoseWhoMayEnter_AndNotThereForOthers(Role? role)
    {
        await OpenAsync(role);
        var nowhere = Go(Rooms.Nowhere);

        // Whoever holds no role is told so, at every address in the same words.
        Assert.Equal(role is null, nowhere.StartsWith("Welcome", StringComparison.Ordinal));
        foreach (var room in Rooms.All)
        {
            var there = Go(room.Address);
            Assert.True(room.IsFor(role) && role is not null ? there != nowhere : there == nowhere, $"{room.Address} for {role} shows: {there}");
        }
    }

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task Navigation_ShowsExactlyTheRoomsThatOneMayEnter(Role? role)
    {
        await OpenAsync(role);
        Go("/");

        Assert.Equal(
            Rooms.All.Where(room => room.InNavigation && role is not null && room.IsFor(role)).Select(room => room.Address).Order(StringComparer.Ordinal),
            _portal.FindAll("main ~ nav.side a, .frame > nav.side a").Select(link => link.GetAttribute("href")!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(WithoutOperationalSight))]
    public async Task OperationalControl_WhoMayNotSeeIt_ReadsAsAKeyThatDoesNotExist(Role? role)
    {
        await OpenAsync(role);

        var hidden = Rooms.HiddenFrom(role, Purpose.Operational, Rooms.OperationalKey);
        var unknown = Rooms.HiddenFrom(role, Purpose.Operational, Rooms.UnknownKey);
        foreach (var (real, made) in hidden.Zip(unknown))
            Assert.Equal(Go(made), Go(real).Replace(Rooms.OperationalKey, Rooms.UnknownKey, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(WithoutOperationalSight))]
    public async Task SearchBox_WhoMayNotSeeAControl_FindsNothingOfIt(Role? role)
    {
        await OpenAsync(role);
        Go("/");

        foreach (var text in new[] { Rooms.OperationalKey, "Recommendations", "kill", "also bought" })
        {
            var found = await Task.WhenAll(Services.GetServices<ISearchSource>().Select(source =>
                source.FindAsync(text, _actor, "production", Xunit.TestContext.Current.CancellationToken)));
            Assert.Empty(found.SelectMany(hits => hits));
        }
    }

    [Fact]
    public async Task SearchBox_Engineer_FindsTheKillSwitch()
    {
        await OpenAsync(Role.Engineer);
        Go("/");

        _portal.Find("#palette input").Input("recommend");

        _portal.WaitForAssertion(() => Assert.Equal(["Recommendations"], _portal.FindAll("#palette .hit > span").Select(Markup.Words)));
    }

    private async Task OpenAsync(Role? role)
    {
        _actor = role is { } held ? APerson(held) : Actor.Person(Guid.CreateVersion7(), "Robin");
        await ArriveAsync(_actor);
        await ApplyAsync(Role.Engineer, Shop.EarlyAccess);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone(Rooms.BusinessKey, "production"));
        await ApplyAsync(Role.Engineer, new DefineConfiguration(Rooms.Configuration, Given.AConfiguration((Rooms.BusinessKey, ReleaseState.ToEveryone(Serving.Of(Variant.On))))));
        await ApplyAsync(Role.Marketing, new CreateLaunch(Rooms.Launch, new LaunchDetails
        {
            Name = "Trade show",
            Environment = "production",
            Steps = [PlannedStep.AtOnce(new Withdraw(Rooms.BusinessKey, "production"))],
        }));
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone(Rooms.OperationalKey, "production"));
        _portal = Render<Routes>(parameters => parameters.AddCascadingValue(
            Services.GetRequiredService<Microsoft.AspNetCore.Components.Authorization.AuthenticationStateProvider>().GetAuthenticationStateAsync()));
    }

    /// <summary>What stands in the page's own part, in words.</summary>
    private string Go(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        _portal.WaitForState(() => _portal.FindAll("main").Count is 1 && _portal.FindAll("main .skeleton").Count is 0);
        return _portal.Find("main").Words();
    }
}
