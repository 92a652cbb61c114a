using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.History;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http;

/// <summary>From where somebody came stands in the history, for those alone who may read of sign-ins.</summary>
public sealed class RequestOfAnEntryTests : IAsyncLifetime
{
    private const string Address = "203.0.113.7";
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private readonly PortalFactory _portal = new PortalFactory().With(services => services.AddSingleton<IStartupFilter>(new FromOneAddress()));

    public static TheoryData<Role> WithoutSecurityEntries => [Role.Marketing, Role.Engineer];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task SignIn_IsRecordedWithTheAddressAndTheBrowser()
    {
        var person = await _portal.AddPersonAsync(Role.Marketing);
        await SignInAsync(person);

        var signedIn = (await _portal.EntriesOfAsync(person.Id))[^1];

        Assert.Equal("RecordDoorEvent.SignedIn", signedIn.Sentence.Key);
        Assert.Equal(new RequestOrigin(new PersonalText(Address), "Firefox", "Linux"), signedIn.From);
        Assert.DoesNotContain(Address, signedIn.Entry.Canonical, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongPasswords_AreRecordedWithTheAddress_AndSoIsTheLock()
    {
        var person = await _portal.AddPersonAsync(Role.Marketing);
        for (var attempt = 1; attempt <= 5; attempt++)
            await NewVisitor().SignInAsync(person.Email, "wrong");

        var recorded = (await _portal.EntriesOfAsync(person.Id)).Skip(1).ToList();

        Assert.Equal([.. Enumerable.Repeat("RecordDoorEvent.SignInFailed", 5), "RecordDoorEvent.LockedOut"], recorded.Select(line => line.Sentence.Key));
        Assert.All(recorded, line => Assert.Equal(Address, line.From?.Address?.Value));
    }

    [Fact]
    public async Task WhatIsDoneInASession_LeadsBackToItsSignIn()
    {
        var person = await _portal.AddPersonAsync(Role.Marketing);
        var visitor = await SignInAsync(person);
        const string Another = "over the hills and far away";
        await visitor.SendFormAsync("/account/password", ("current", PortalFactory.Password), ("password", Another), ("repeat", Another));
        await visitor.SignOutAsync();

        var lines = (await _portal.EntriesOfAsync(person.Id)).ToDictionary(line => line.Sentence.Key, StringComparer.Ordinal);
        var signedIn = lines["RecordDoorEvent.SignedIn"].Entry;
        Assert.Equal(signedIn.Correlation, lines["ChangeOwnPassword"].Session);
        Assert.Equal(lines["ChangeOwnPassword"].Entry.Correlation, lines["RecordDoorEvent.SignedOut"].Session); // a new password, a new session

        foreach (var key in new[] { "ChangeOwnPassword", "RecordDoorEvent.SignedOut" })
            Assert.Equal(signedIn.Id, (await DetailsAsync(lines[key].Entry.Id, Role.Auditor))?.Session?.Entry);
    }

    [Fact]
    public async Task DisabledAccount_TriedAgainAndAgain_IsRecordedOnce()
    {
        var person = await _portal.AddPersonAsync(Role.Marketing);
        await _portal.ApplyAsync(new DisablePerson(person.Id));
        for (var attempt = 1; attempt <= 3; attempt++)
            await NewVisitor().SignInAsync(person.Email, PortalFactory.Password);

        Assert.Single(await _portal.HistoryOfAsync(person.Id), "RecordDoorEvent.Disabled");
    }

    [Fact]
    public async Task AddressesThatNobodyHas_AreRecordedOnce_WithoutWhatWasTyped()
    {
        for (var attempt = 1; attempt <= 3; attempt++)
            await NewVisitor().SignInAsync($"a-typed-secret-{attempt}@example.com", "wrong");

        var line = Assert.Single(await _portal.EntriesOfAsync(Guid.Empty));
        Assert.Equal("ReleasePortal refused a sign-in with an address that nobody has", line.Plain());
        Assert.Equal(Address, line.From?.Address?.Value);
        await using var database = await Contexts.CreateDbContextAsync();
        Assert.False(await database.EntryTexts.AnyAsync(text => text.Text.Contains("typed-secret")));
        Assert.False(await database.Entries.AnyAsync(entry => entry.Canonical.Contains("typed-secret")));
    }

    [Fact]
    public async Task Key_FirstUseIsRecordedOnce_AndWhatItDoesLeadsBackToIt()
    {
        var (key, launch) = await AKeyThatLaunchesAsync();

        var use = Assert.Single(await _portal.EntriesOfAsync(key), line => line.Entry.Action is nameof(RecordKeyUse));
        Assert.Equal(new RequestOrigin(new PersonalText(Address)), use.From);
        Assert.All(await _portal.EntriesOfAsync(launch), line => Assert.Equal(use.Entry.Correlation, line.Session));
        var details = await DetailsAsync((await _portal.EntriesOfAsync(launch))[0].Entry.Id, Role.Administrator);
        Assert.Equal(new SessionBegun(use.Entry.Id, use.Entry.At, use.From, IsKey: true), details?.Session);
    }

    [Fact]
    public async Task Key_ThatOnlyReads_IsNotRecorded()
    {
        var (key, client) = await AKeyAsync(KeyPermission.ReadLaunches);
        await client.GetAsync(new Uri("/api/v1/launches", UriKind.Relative));
        await client.PostAsync(new Uri("/api/v1/launches", UriKind.Relative), JsonContent.Create(ALaunch()));

        Assert.Equal(["CreateKey"], await _portal.HistoryOfAsync(key));
    }

    [Theory]
    [MemberData(nameof(WithoutSecurityEntries))]
    public async Task Address_IsNeverForThoseWhoMayNotReadOfSignIns(Role role)
    {
        var reader = await _portal.AddPersonAsync(role);
        using var visitor = await SignInAsync(reader);
        var (_, launch) = await AKeyThatLaunchesAsync();
        var entry = (await _portal.EntriesOfAsync(launch))[0].Entry.Id;

        var details = (await Query.DetailsAsync(entry, reader.Actor))!;
        Assert.Null(details.Session);
        Assert.DoesNotContain(Address, details.Place?.Canonical ?? "", StringComparison.Ordinal);
        Assert.Empty((await Query.NewestAsync(new HistoryFilter { Text = "203.0.113" }, reader.Actor, TimeZoneInfo.Utc)).Rows);
        foreach (var address in new[] { "/history", $"/history/entries/{entry}", $"/history/proofs/{entry}", "/history/export.jsonl" })
            Assert.DoesNotContain(Address, await (await visitor.GetAsync(new Uri(address, UriKind.Relative))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_IsFoundByAnAuditor_AndStandsInTheExportAsAHashAlone()
    {
        var auditor = await _portal.AddPersonAsync(Role.Auditor);
        using var visitor = await SignInAsync(auditor);

        Assert.NotEmpty((await Query.NewestAsync(new HistoryFilter { Text = "203.0.113" }, auditor.Actor, TimeZoneInfo.Utc)).Rows);
        var export = await visitor.GetByteArrayAsync(new Uri("/history/export.jsonl", UriKind.Relative));
        Assert.Null(ExportVerifier.Verify(new MemoryStream(export), []).Fault);
        Assert.Contains("\"request\":{\"address\":{\"sha256\":", System.Text.Encoding.UTF8.GetString(export), StringComparison.Ordinal);
        Assert.DoesNotContain(Address, System.Text.Encoding.UTF8.GetString(export), StringComparison.Ordinal);
    }

    private IDbContextFactory<PortalDbContext> Contexts => _portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    private HistoryQuery Query => _portal.Services.GetRequiredService<HistoryQuery>();

    private Task<HistoryDetails?> DetailsAsync(Guid entry, Role role) => Query.DetailsAsync(entry, Actor.Person(Guid.CreateVersion7(), "Robin", role));

    private HttpClient NewVisitor()
    {
        var visitor = _portal.NewVisitor();
        visitor.DefaultRequestHeaders.UserAgent.ParseAdd(Firefox);
        return visitor;
    }

    private async Task<HttpClient> SignInAsync(TestPerson person)
    {
        var visitor = NewVisitor();
        Assert.Equal(HttpStatusCode.Found, (await visitor.SignInAsync(person.Email, PortalFactory.Password)).StatusCode);
        return visitor;
    }

    /// <summary>A key that has planned a launch, and held it with a second request.</summary>
    private async Task<(Guid Key, Guid Launch)> AKeyThatLaunchesAsync()
    {
        var (key, client) = await AKeyAsync(KeyPermission.ManageLaunches);
        var made = await client.PostAsync(new Uri("/api/v1/launches", UriKind.Relative), JsonContent.Create(ALaunch()));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var launch = Guid.Parse((string)(await made.Content.ReadFromJsonAsync<JsonNode>())!["id"]!);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(new Uri($"/api/v1/launches/{launch}/hold", UriKind.Relative), content: null)).StatusCode);
        return (key, launch);
    }

    private async Task<(Guid Key, HttpClient Client)> AKeyAsync(KeyPermission permission)
    {
        var person = await _portal.AddPersonAsync(Role.Marketing, Role.Engineer, Role.Administrator);
        await ApplyAsync(person, new CreateControl("spring-storefront", ControlKind.Toggle, Given.Details() with { RemoveBy = new DateOnly(2099, 12, 31) }));
        await ApplyAsync(person, new HandOver("spring-storefront"));
        var (id, secret) = (Guid.CreateVersion7(), KeySecret.New(KeyKind.Automation));
        await ApplyAsync(
            person, new CreateKey(id, "Pipeline", KeyKind.Automation, "production", KeySecret.HashOf(secret), KeySecret.PrefixOf(secret), person.Id, permission));
        var client = _portal.NewVisitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return (id, client);
    }

    private async Task ApplyAsync(TestPerson by, Change change) => (await _portal.Desk.ApplyAsync(ChangeSet.Of(change), by.Actor)).OrThrow();

    private static JsonObject ALaunch() => new()
    {
        ["name"] = "Trade show",
        ["start"] = new JsonObject { ["local"] = "2098-03-01T09:00:00", ["zone"] = "America/Chicago" },
        ["steps"] = new JsonArray(new JsonObject { ["control"] = "spring-storefront", ["to"] = "everyone" }),
    };

    private sealed class FromOneAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, go) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:" + Address);
                return go(context);
            });
            next(app);
        };
    }
}
