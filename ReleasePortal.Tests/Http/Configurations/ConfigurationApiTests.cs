using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Configurations;

/// <summary>A configuration as a test suite reads it, with an automation key.</summary>
public sealed class ConfigurationApiTests : IAsyncLifetime
{
    private const string Banner = "loyalty-banner";
    private const string KillSwitch = "fraud-scoring";

    private readonly PortalFactory _portal = new();
    private Actor _anna = null!;

    public async ValueTask InitializeAsync()
    {
        _anna = (await _portal.AddPersonAsync(Role.Administrator, Role.Engineer)).Actor;
        var open = ReleaseState.ToEveryone(Serving.Of(Variant.On), share: 500);
        await ApplyAsync(
            new CreateControl(Banner, ControlKind.Toggle, Details),
            new HandOver(Banner),
            new CreateControl(KillSwitch, ControlKind.Toggle, Details),
            new DefineConfiguration("show", Given.AConfiguration((Banner, open))),
            new DefineConfiguration("mixed", Given.AConfiguration((Banner, open), (KillSwitch, open))));
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Configuration_IsReadWithWhatIsOpenInIt()
    {
        var answer = await (await NewSuiteAsync(Role.Marketing)).GetAsync(new Uri("/api/v1/configurations/show", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(("show", "Trade show morning", 1), ((string?)body["key"], (string?)body["name"], (int?)body["version"]));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""[{ "control": "loyalty-banner", "availability": "everyone", "groups": [], "serves": { "variant": "on", "split": [] }, "share": 500 }]"""),
            body["states"]), body.ToJsonString());
    }

    [Theory]
    [InlineData(Role.Marketing, "mixed", HttpStatusCode.NotFound)]
    [InlineData(Role.Engineer, "mixed", HttpStatusCode.OK)]
    [InlineData(Role.Engineer, "no-such-configuration", HttpStatusCode.NotFound)]
    [InlineData(Role.Administrator, "show", HttpStatusCode.NotFound)]
    public async Task Key_ReadsWhatItsPersonMaySee(Role role, string name, HttpStatusCode status) =>
        Assert.Equal(status, (await (await NewSuiteAsync(role)).GetAsync(new Uri("/api/v1/configurations/" + name, UriKind.Relative))).StatusCode);

    [Fact]
    public async Task KeyForSomethingElse_IsRefused() => Assert.Equal(
        HttpStatusCode.Forbidden,
        (await (await NewSuiteAsync(Role.Engineer, KeyPermission.ManageLaunches)).GetAsync(new Uri("/api/v1/configurations/show", UriKind.Relative))).StatusCode);

    private static ControlDetails Details => new() { Name = "Feature", RemoveBy = new DateOnly(2099, 12, 31) };

    private async Task ApplyAsync(params Change[] changes) =>
        Assert.Null((await _portal.Desk.ApplyAsync(new ChangeSet(changes, "Because the test says so."), _anna)).Refusal);

    private async Task<HttpClient> NewSuiteAsync(Role role, KeyPermission permission = KeyPermission.ReadConfigurations)
    {
        var person = (await _portal.AddPersonAsync(role)).Actor;
        var secret = KeySecret.New(KeyKind.Automation);
        await ApplyAsync(new CreateKey(
            Guid.CreateVersion7(), "Tests", KeyKind.Automation, "production", KeySecret.HashOf(secret), KeySecret.PrefixOf(secret), person.Id, permission));
        var client = _portal.NewVisitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }
}
