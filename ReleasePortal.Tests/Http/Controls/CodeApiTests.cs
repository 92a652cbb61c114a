using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Controls.Scan;
using ReleasePortal.Tests.Features.Controls.Scan;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Controls;

/// <summary>What a scan of source code asks and tells, with an automation key.</summary>
public sealed class CodeApiTests : IAsyncLifetime
{
    private const string Banner = "loyalty-banner";

    private readonly PortalFactory _portal = new();
    private Actor _anna = null!;
    private TestPerson _erik = null!;
    private string _secret = "";
    private HttpClient _pipeline = null!;

    public async ValueTask InitializeAsync()
    {
        _portal.UseKestrel(0);
        _portal.StartServer();
        _anna = (await _portal.AddPersonAsync(Role.Administrator, Role.Engineer)).Actor;
        _erik = await _portal.AddPersonAsync(Role.Engineer);
        await ApplyAsync(
            new CreateControl(Banner, ControlKind.Toggle, Details),
            new HandOver(Banner),
            new CreateControl("fraud-scoring", ControlKind.Toggle, Details),
            new CreateControl("old-one", ControlKind.Toggle, Details),
            new Retire("old-one", NoCodeAsks: true));
        _secret = await NewKeyAsync(_erik, KeyPermission.ReportCode);
        _pipeline = NewClient(_secret);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Keys_AreThoseOfAllControlsThatAreNotRetired() => Assert.Equal(
        ["fraud-scoring", Banner],
        (await GetKeysAsync(_pipeline, HttpStatusCode.OK))["keys"]!.AsArray().Select(key => (string?)key));

    [Fact]
    public async Task Report_TakesThePlaceOfTheOneBefore_OfThatRepositoryOnly()
    {
        await ReportAsync(Report("acme/shop", 1, (Banner, "src/a.js", 7), (Banner, "src/b.js", 1), ("fraud-scoring", "src/a.js", 2)));
        await ReportAsync(Report("acme/mail", 1, (Banner, "m.py", 3)));
        Assert.Equal(["acme/mail: loyalty-banner 1", "acme/shop: fraud-scoring 1", "acme/shop: loyalty-banner 2"], await StoredAsync());

        var answer = await ReportAsync(Report("acme/shop", 2, (Banner, "src/a.js", 7)));

        Assert.True((bool?)answer["taken"]);
        Assert.Equal(["acme/mail: loyalty-banner 1", "acme/shop: loyalty-banner 1"], await StoredAsync());
    }

    [Fact]
    public async Task SameReportTwice_AndAPlaceTwice_ChangeNothing()
    {
        var report = Report("acme/shop", 1, (Banner, "src/a.js", 7), (Banner, "src/a.js", 7));

        await ReportAsync(report);
        var answer = await ReportAsync(report);

        Assert.Equal((true, 1), ((bool?)answer["taken"], (int?)answer["references"]));
        Assert.Equal(["acme/shop: loyalty-banner 1"], await StoredAsync());
    }

    [Fact]
    public async Task ReportOfAnEarlierScan_ChangesNothing_AndSaysSo()
    {
        await ReportAsync(Report("acme/shop", 5, (Banner, "src/a.js", 7)));

        var answer = await ReportAsync(Report("acme/shop", 4));

        Assert.False((bool?)answer["taken"]);
        Assert.Equal(["acme/shop: loyalty-banner 1"], await StoredAsync());
    }

    [Fact]
    public async Task ManyReportsOfOneRepositoryAtOnce_LeaveOne()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(minute => ReportAsync(Report("acme/shop", minute, (Banner, $"src/{minute}.js", 1)))));

        Assert.Single(await StoredAsync());
    }

    [Fact]
    public async Task Permission_OpensThisDoorAndNoOther()
    {
        foreach (var other in Enum.GetValues<KeyPermission>().Where(permission => permission is not KeyPermission.ReportCode))
        {
            var client = NewClient(await NewKeyAsync(_erik, other));
            await GetKeysAsync(client, HttpStatusCode.Forbidden);
            await ReportAsync(Report("acme/shop", 1), HttpStatusCode.Forbidden, client);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await _pipeline.GetAsync(new Uri("/api/v1/launches", UriKind.Relative), Cancelled)).StatusCode);
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task KeyOfSomebodyWhoIsNoEngineer_LearnsAndTellsNothing(Role role)
    {
        var client = NewClient(await NewKeyAsync(await _portal.AddPersonAsync(role), KeyPermission.ReportCode));

        Assert.DoesNotContain("fraud-scoring", (await GetKeysAsync(client, HttpStatusCode.Forbidden)).ToJsonString(), StringComparison.Ordinal);
        await ReportAsync("{", HttpStatusCode.Forbidden, client); // before anything is said about the body
        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task NoOtherKeyAndNoCookie_OpensIt()
    {
        var server = KeySecret.New(KeyKind.Server);
        await ApplyAsync(new CreateKey(Guid.CreateVersion7(), "Web shop", KeyKind.Server, "production", KeySecret.HashOf(server), KeySecret.PrefixOf(server)));

        await ReportAsync("{", HttpStatusCode.Unauthorized, NewClient(server));
        await using var inMemory = new PortalFactory();
        await ReportAsync("{", HttpStatusCode.Unauthorized, await inMemory.SignedInAsync(Role.Engineer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"repository":null,"commit":"c","at":"2026-05-04T09:00:00Z","references":[]}""")]
    [InlineData("""{"repository":" ","commit":"c","at":"2026-05-04T09:00:00Z","references":[]}""")]
    [InlineData("""{"repository":"r","commit":"c","at":"2199-05-04T09:00:00Z","references":[]}""")]
    [InlineData("""{"repository":"r","commit":"c","at":"2026-05-04T09:00:00Z","references":null}""")]
    [InlineData("""{"repository":"r","commit":"c","at":"2026-05-04T09:00:00Z","references":[null]}""")]
    [InlineData("""{"repository":"r\u0000","commit":"c","at":"2026-05-04T09:00:00Z","references":[]}""")]
    [InlineData("""{"repository":"r","commit":"c","at":"2026-05-04T09:00:00Z","references":[{"control":"Not a key","file":"a","line":1}]}""")]
    [InlineData("""{"repository":"r","commit":"c","at":"2026-05-04T09:00:00Z","references":[{"control":"a","file":"","line":1}]}""")]
    [InlineData("""{"repository":"r","commit":"c","at":"2026-05-04T09:00:00Z","references":[{"control":"a","file":null,"line":1}]}""")]
    [InlineData("""{"repository":"r","commit":"c","at":"2026-05-04T09:00:00Z","references":[{"control":"a","file":"a\u0000b","line":1}]}""")]
    [InlineData("""{"repository":"r","commit":"c","at":"2026-05-04T09:00:00Z","references":[{"control":"a","file":"a\u001b[2J","line":1}]}""")]
    [InlineData("""{"repository":"r","commit":"c","at":"2026-05-04T09:00:00Z","references":[{"control":"a","file":"\ud800","line":1}]}""")]
    [InlineData("""{"repository":"r","commit":"c","at":"2026-05-04T09:00:00Z","references":[{"control":"a","file":"a","line":0}]}""")]
    [InlineData("""{"repository":"r","commit":"c","at":"2026-05-04T09:00:00Z","references":[{"control":"a","file":"a","line":1e99}]}""")]
    [InlineData("""{"repository":"r","commit":"c","at":"2026-05-04T09:00:00Z","references":[],"toolkits":[null]}""")]
    public async Task Body_ThatIsNoReport_IsRefused_AndNothingIsKept(string body)
    {
        await ReportAsync(body, HttpStatusCode.BadRequest);

        Assert.Empty(await StoredAsync());
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("'; DROP TABLE \"CodeScans\"; --")]
    public async Task HostilePath_IsKeptAsTheTextThatItIs(string path)
    {
        await ReportAsync(Report("acme/shop", 1, (Banner, path, 1)));

        await using var database = await NewDatabaseAsync();
        Assert.Equal(path, (await database.CodeReferences.SingleAsync(Cancelled)).Places[0].File);
    }

    [Fact]
    public async Task Report_OfAsMuchAsIsTaken_IsTaken_AndOneMoreIsNot()
    {
        (string, string, int)[] places = [.. Enumerable.Range(1, 50_001).Select(line => (Banner, "a", line))];

        await ReportAsync(Report("acme/shop", 1, places), HttpStatusCode.BadRequest);
        await ReportAsync(Report("acme/shop", 1, places[..50_000]));

        Assert.Equal(["acme/shop: loyalty-banner 50000"], await StoredAsync());
    }

    [Fact]
    public async Task BodyAbove4Megabytes_IsRefused()
    {
        _pipeline.DefaultRequestHeaders.ExpectContinue = true; // the refusal comes before the body does

        await ReportAsync(Report("acme/shop", 1) + new string(' ', 4 * 1024 * 1024), HttpStatusCode.RequestEntityTooLarge);

        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task ScanCommand_AsksForTheKeys_AndTellsWhatItFound()
    {
        using var folder = new TempFolder();
        folder.Write("src/a.js", "import x from 'unleash-client';\nask('loyalty-banner');\nask('old-one');");

        var (code, said) = await ScanAsync(folder.Path, _secret);

        Assert.Equal((0, "src/a.js:2: loyalty-banner"), (code, said[0]));
        Assert.Equal(["acme/shop: loyalty-banner 1"], await StoredAsync());
        await using var database = await NewDatabaseAsync();
        Assert.Equal(["Unleash"], (await database.CodeScans.SingleAsync(Cancelled)).Toolkits);
    }

    [Fact]
    public async Task ScanCommand_WithAKeyThatIsNotLetIn_EndsWith2()
    {
        using var folder = new TempFolder();

        var (code, said) = await ScanAsync(folder.Path, "rp_automation_nonsense");

        Assert.Equal(2, code);
        Assert.Equal("The portal refused: 401 An automation key in use is needed.", said[^1]);
    }

    [Fact]
    public async Task Document_DescribesThem()
    {
        var paths = JsonNode.Parse(await NewVisitor().GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancelled))!["paths"]!;

        Assert.Contains("401", paths["/api/v1/controls/keys"]!["get"]!["responses"]!.AsObject().Select(response => response.Key));
        Assert.Superset(
            new HashSet<string> { "200", "400", "401", "403", "429" },
            paths["/api/v1/code-references"]!["post"]!["responses"]!.AsObject().Select(response => response.Key).ToHashSet());
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static ControlDetails Details => new() { Name = "Feature", RemoveBy = new DateOnly(2099, 12, 31) };

    private static string Report(string repository, int minute, params (string Control, string File, int Line)[] places) => JsonSerializer.Serialize(new
    {
        repository,
        commit = $"c{minute}",
        at = new DateTimeOffset(2026, 5, 4, 9, minute, 0, TimeSpan.Zero),
        references = places.Select(place => new { control = place.Control, file = place.File, line = place.Line }),
    });

    private async Task<(int Code, string[] Said)> ScanAsync(string folder, string secret)
    {
        var output = new StringWriter();
        var code = await new ScanCommand(output, TimeProvider.System).RunAsync(
            [folder, "--portal", _portal.ClientOptions.BaseAddress.ToString(), "--key", secret, "--repository", "acme/shop", "--commit", "c0ffee"], Cancelled);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task ApplyAsync(params Change[] changes) =>
        Assert.Null((await _portal.Desk.ApplyAsync(new ChangeSet(changes, "Because the test says so."), _anna)).Refusal);

    private async Task<string> NewKeyAsync(TestPerson person, KeyPermission permission)
    {
        var secret = KeySecret.New(KeyKind.Automation);
        await ApplyAsync(new CreateKey(
            Guid.CreateVersion7(), "Pipeline", KeyKind.Automation, "production", KeySecret.HashOf(secret), KeySecret.PrefixOf(secret), person.Id, permission));
        return secret;
    }

    private HttpClient NewClient(string secret)
    {
        var client = NewVisitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    private HttpClient NewVisitor() => _portal.NewVisitor(_portal.ClientOptions.BaseAddress.ToString());

    private static async Task<JsonNode> GetKeysAsync(HttpClient client, HttpStatusCode status)
    {
        using var answer = await client.GetAsync(new Uri("/api/v1/controls/keys", UriKind.Relative), Cancelled);
        Assert.Equal(status, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
    }

    private async Task<JsonNode> ReportAsync(string body, HttpStatusCode status = HttpStatusCode.OK, HttpClient? client = null)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await (client ?? _pipeline).PostAsync(new Uri("/api/v1/code-references", UriKind.Relative), content, Cancelled);
        var json = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {json}");
        return JsonNode.Parse(json.Length > 0 ? json : "{}")!;
    }

    private Task<PortalDbContext> NewDatabaseAsync() => _portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Cancelled);

    private async Task<IReadOnlyList<string>> StoredAsync()
    {
        await using var database = await NewDatabaseAsync();
        var stored = await database.CodeReferences
            .Join(database.CodeScans, reference => reference.ScanId, scan => scan.Id, (reference, scan) => new { scan.Repository, reference.Control, reference.Count })
            .ToListAsync(Cancelled);
        return [.. stored.Select(one => $"{one.Repository}: {one.Control} {one.Count}").Order(StringComparer.Ordinal)];
    }
}
