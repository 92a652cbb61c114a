using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http;

/// <summary>The access table against what the server answers, before any circuit: status, headers and document.</summary>
public sealed partial class AccessOverHttpTests(AccessOverHttpTests.SeededPortal portal) : IClassFixture<AccessOverHttpTests.SeededPortal>
{
    /// <summary>What answers whoever asks, signed in or not. Anything that is added here is open to the world.</summary>
    private static readonly string[] OpenToAnybody =
    [
        "/account/denied", "/account/set-up", "/account/sign-in", "/account/sign-out",
        "/health/live", "/health/ready",
        "/openapi/{documentName}.json", "/api/{documentName?}",
        "/api/{**rest}", "/calendar/{**rest}", "/flagd/{**rest}", "/health/{**rest}", "/hooks/{**rest}", "/ofrep/{**rest}", "/openapi/{**rest}",
    ];

    /// <summary>What no cookie opens: it asks for a program's key itself.</summary>
    private static readonly string[] WithAKeyOfTheirOwn =
    [
        "/flagd/v1/flags.json", "/ofrep/v1/evaluate/flags", "/ofrep/v1/evaluate/flags/{**key}", "/ofrep/v1/events",
        "/api/v1/configurations/{name}", "/api/v1/controls/{key}/try", "/api/v1/controls/keys", "/api/v1/code-references/",
        "/api/v1/cdevents/", "/api/v1/deployments/", "/hooks/github", "/hooks/octopus", "/api/v1/launches/", "/api/v1/launches/{id:guid}",
        .. new[] { "hold", "resume", "cancel", "launch", "undo" }.Select(act => "/api/v1/launches/{id:guid}/" + act),
    ];

    public static TheoryData<Role?> EveryRole => [.. AccessTable.Roles];

    public static TheoryData<Role?> WithoutOperationalSight => [.. AccessTable.Roles.Where(role => !Rooms.Sees(role, Purpose.Operational))];

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task EveryRoom_IsThereForThoseWhoMayEnter_AndNotThereForOthers(Role? role)
    {
        var visitor = await portal.SignedInAsync(RolesOf(role));
        var nowhere = await AnswerAsync(visitor, Rooms.Nowhere);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.Status);

        foreach (var room in Rooms.All)
        {
            var answer = await AnswerAsync(visitor, room.Address);
            if (room.IsFor(role))
                Assert.True(answer.Status is HttpStatusCode.OK, $"{room.Address} answers {answer.Status} to {role}");
            else
                Assert.Equal(nowhere, answer);
        }
    }

    [Theory]
    [MemberData(nameof(WithoutOperationalSight))]
    public async Task OperationalControl_WhoMayNotSeeIt_IsAnsweredAsAKeyThatDoesNotExist(Role? role)
    {
        var visitor = await portal.SignedInAsync(RolesOf(role));

        var hidden = Rooms.HiddenFrom(role, Purpose.Operational, Rooms.OperationalKey);
        var unknown = Rooms.HiddenFrom(role, Purpose.Operational, Rooms.UnknownKey);
        foreach (var (real, made) in hidden.Zip(unknown))
            Assert.Equal(await AnswerAsync(visitor, made), await AnswerAsync(visitor, real));
    }

    [Fact]
    public async Task EveryPage_Anonymous_LeadsToSigningIn()
    {
        var visitor = portal.NewVisitor();
        var addresses = Rooms.All.Select(room => room.Address)
            .Concat(Rooms.PagesAbout(Rooms.OperationalKey))
            .Concat(Rooms.HistoryOf(Rooms.OperationalKey))
            .Append(Rooms.Nowhere)
            .Append("/account/password");

        foreach (var address in addresses)
        {
            using var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.Equal("/account/sign-in?returnUrl=" + Uri.EscapeDataString(address), answer.Target(), ignoreCase: true);
            Assert.Empty(await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task EveryMachineAddress_Anonymous_Answers401WithABody()
    {
        var visitor = portal.NewVisitor();
        var endpoints = Endpoints()
            .Where(endpoint => IsMachine(endpoint) && !IsFile(endpoint) && !OpenToAnybody.Contains(Pattern(endpoint)))
            .ToList();
        Assert.NotEmpty(endpoints);

        foreach (var endpoint in endpoints)
        {
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                var address = Parameter().Replace(
                    Pattern(endpoint), parameter => parameter.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.CreateVersion7().ToString() : "spring-storefront");
                using var request = new HttpRequestMessage(new HttpMethod(method), address);
                if (method is not ("GET" or "HEAD"))
                    request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
                using var answer = await visitor.SendAsync(request);
                Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized, $"{request.Method} {request.RequestUri} answers {answer.StatusCode}");
                Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
            }
        }
    }

    [Fact]
    public void Endpoints_OpenToAnybody_AreThoseThatHaveToBe()
    {
        var open = Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsFile(endpoint))
            .Select(Pattern)
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            string.Join('\n', OpenToAnybody.Concat(WithAKeyOfTheirOwn).Order(StringComparer.Ordinal)),
            string.Join('\n', open));
    }

    [Fact]
    public void Rooms_AreAllPagesOfThePortal()
    {
        var known = Rooms.All.Select(room => room.Address)
            .Concat(Rooms.OfTheAccount)
            .Select(address => address.Split('?')[0])
            .ToList();

        var missing = Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(Pattern)
            .Where(pattern => !pattern.StartsWith("/{*", StringComparison.Ordinal))
            .Where(pattern => !known.Exists(address => Regex.IsMatch(address, "^" + Parameter().Replace(pattern, "[^/]+") + "$", RegexOptions.None, TimeSpan.FromSeconds(1))));

        Assert.Empty(missing);
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        portal.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private static string Pattern(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static bool IsMachine(RouteEndpoint endpoint) =>
        Shell.MachineAddresses.IsFor(Pattern(endpoint)) && endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null;

    // Scripts, styles and pictures.
    private static bool IsFile(RouteEndpoint endpoint) => Path.GetExtension(Pattern(endpoint)) is not ("" or ".json");

    private static Role[] RolesOf(Role? role) => role is { } held ? [held] : [];

    private static async Task<Answer> AnswerAsync(HttpClient visitor, string address)
    {
        using var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative));
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Content-Length"))
            .Select(header => Blank($"{header.Key}: {string.Join(", ", header.Value)}"))
            .Order(StringComparer.Ordinal);
        return new Answer(answer.StatusCode, string.Join('\n', headers), Blank(await answer.Content.ReadAsStringAsync()));
    }

    // What differs from one answer to the next, whatever is asked for.
    private static string Blank(string text) => Changing().Replace(
        text.Replace(Rooms.OperationalKey, Rooms.UnknownKey, StringComparison.Ordinal), "");

    [GeneratedRegex("""<!--Blazor[^>]*-->|nonce-[^']*|rp\.antiforgery=[^;]*|value="[^"]{60,}"|rp\.session=[^;]*""", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Changing();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Parameter();

    private sealed record Answer(HttpStatusCode Status, string Headers, string Document);

    /// <summary>A portal with a business control and a kill switch, both released.</summary>
    public sealed class SeededPortal : PortalFactory, IAsyncLifetime
    {
        public async ValueTask InitializeAsync()
        {
            With("Deployments:GitHub:Secret", "known to GitHub").With("Deployments:Octopus:Secret", "known to Octopus"); // without, the addresses are not there
            var engineer = (await AddPersonAsync(Role.Engineer)).Actor;
            Change[] changes =
            [
                Shop.EarlyAccess,
                Shop.Spring, new HandOver(Shop.Spring.Control), new ReleaseControlToEveryone(Shop.Spring.Control, "production"),
                Shop.Recommendations, new ReleaseControlToEveryone(Shop.Recommendations.Control, "production"),
            ];
            var result = await Desk.ApplyAsync(new ChangeSet(changes, "as it should be"), engineer);
            Assert.True(result.IsSuccess, result.Refusal?.Message.ToString());
        }
    }
}
