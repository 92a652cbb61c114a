using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Shell;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http;

/// <summary>Who may enter which page, asked of the running portal. A room that one may not enter is an address without a page.</summary>
public sealed partial class RoomsTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    /// <summary>What everybody who is signed in may open, and the answer to every other address.</summary>
    private static readonly string[] OpenToAll = ["/", "/help"];

    private static readonly IReadOnlyList<(string Address, Type Page)> Pages =
    [
        .. from type in typeof(App).Assembly.GetTypes()
           where type != typeof(NoSuchPage)
           from route in type.GetCustomAttributes<RouteAttribute>()
           where !route.Template.StartsWith("/account/", StringComparison.Ordinal)
           select (Parameter().Replace(route.Template, found => found.Value.EndsWith(":guid}", StringComparison.Ordinal) ? Guid.Empty.ToString() : "some-key"), type),
    ];

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Fact]
    public void EveryPage_NamesWhatItNeeds_OrIsKnownToBeForEveryone() => Assert.Equal(
        OpenToAll.Order(StringComparer.Ordinal),
        Pages.Where(page => page.Page.GetCustomAttribute<RoomAttribute>() is null).Select(page => page.Address).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EveryPage_OpensForWhomTheRulesAllow_AndIsNotThereForOthers(Role role)
    {
        var person = await portal.AddPersonAsync(role);
        var visitor = await portal.SignedInAsync(person);
        var nothing = await AnswerAsync(visitor, "/no-such-page");

        foreach (var (address, page) in Pages)
        {
            var answer = await AnswerAsync(visitor, address);

            // The page itself comes with the circuit: up to there, the bodies of all addresses are the same.
            var status = RoomAttribute.LetsIn(person.Actor, page) ? HttpStatusCode.OK : HttpStatusCode.NotFound;
            Assert.Equal((address, status, nothing.Body), (address, answer.Status, answer.Body));
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void Navigation_LeadsOnlyWhereThePersonMayEnter(Role role)
    {
        var person = Actor.Person(Guid.CreateVersion7(), "Robin", role);
        var rooms = portal.Services.GetServices<NavigationItem>().Where(item => item.IsFor(person));

        Assert.All(rooms, room => Assert.True(
            RoomAttribute.LetsIn(person, Pages.Single(page => page.Address == room.Href).Page), $"{role} is led to {room.Href}"));
    }

    [Fact]
    public void Navigation_MarketingSeesNoRoomOfOthers()
    {
        var person = Actor.Person(Guid.CreateVersion7(), "Robin", Role.Marketing);
        var rooms = portal.Services.GetServices<NavigationItem>().Where(item => item.IsFor(person)).Select(item => item.Href);

        Assert.DoesNotContain(rooms, href => href is "/operations" || href.StartsWith("/administration", StringComparison.Ordinal));
    }

    // What differs between any two answers: encrypted descriptions of the same components, tokens.
    private static async Task<(HttpStatusCode Status, string Body)> AnswerAsync(HttpClient visitor, string address)
    {
        var answer = await visitor.GetAsync(address, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, Marker().Replace(body, ""));
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("<!--Blazor.*?-->", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();
}
