using System.Text.RegularExpressions;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.Flagd;
using ReleasePortal.Tests.Http.Evaluation;
using ReleasePortal.Tests.Http.Evaluation.Flagd;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Telemetry;

/// <summary>
/// What leaves the portal, read as bytes: through every address in which a secret or something about a person stands, nothing of it
/// is exported, not even with the framework's own redaction switched off and its log at Information.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class SecretsTests(WatchedPortal watched) : IClassFixture<WatchedPortal>
{
    private const string User = "ann.shopper@example.com", Plan = "a-plan-of-hers";

    private EvaluationPortal Portal => watched.Portal;

    [Fact]
    public async Task SecretsAndPeople_AreInNothingThatIsExported()
    {
        var person = await Portal.AddPersonAsync(Role.Engineer);
        var secrets = new List<string> { Portal.Secret, KeySecret.HashOf(Portal.Secret), User, Plan, PortalFactory.Password, person.Email, person.Actor.Name };

        secrets.Add(await ListenAsync());
        await EvaluateAsync();
        await SyncAsync();
        secrets.Add(await SubscribeAsync(person));
        secrets.Add(await SignInAsync(person));
        secrets.Add(await SetUpAsync());
        watched.Flush();

        // It was all told of, without what must not be told.
        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], watched.Collector.Paths);
        foreach (var route in (string[])["/ofrep/v1/events", "/ofrep/v1/evaluate/flags/{**key}", "/calendar/{token}.ics", "/account/sign-in", "/account/set-up"])
            Assert.Contains(route, watched.Collector.Sent("/v1/traces"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("RecordDoorEvent", watched.Collector.Sent("/v1/logs"), StringComparison.Ordinal);
        var sent = watched.Collector.Sent();
        Assert.All(secrets, secret =>
        {
            Assert.NotEmpty(secret);
            Assert.DoesNotContain(secret, sent, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Uri.EscapeDataString(secret), sent, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private async Task<string> ListenAsync()
    {
        var (address, _) = await Portal.NewApplication().WhereAsync();
        using (await Listener.ListenAsync(Portal.NewVisitor(), address))
        {
        }

        await watched.RequestAsync("/ofrep/v1/events");
        return address.Split("token=")[1];
    }

    private async Task EvaluateAsync()
    {
        var body = $$"""{"context":{"targetingKey":"{{User}}","plan":"{{Plan}}"} }""";
        await Portal.NewApplication().EvaluateAsync(EvaluationPortal.Split, body);
        await Portal.NewApplication().EvaluateAsync(User, body);
        await Portal.NewApplication().EvaluateAllAsync(body);
        await Portal.NewApplication("rp_server_" + Plan).EvaluateAllAsync(body);
        await watched.RequestAsync("/ofrep/v1/evaluate/flags/{**key}");
    }

    private async Task SyncAsync()
    {
        using var channel = GrpcChannel.ForAddress(Portal.Services.GetRequiredService<SyncServer>().Address!);
        await SyncPortal.ClientOf(channel).FetchAllFlagsAsync(new FetchAllFlagsRequest { Selector = Portal.Secret }, cancellationToken: Cancelled);
    }

    private async Task<string> SubscribeAsync(TestPerson person)
    {
        var token = CalendarAddress.NewToken();
        var made = new MakeCalendarAddress(person.Id, CalendarAddress.HashOf(token));
        (await Portal.Desk.ApplyAsync(ChangeSet.Of(made), person.Actor, Cancelled)).OrThrow();
        await Portal.NewVisitor().GetStringAsync(new Uri($"/calendar/{token}.ics", UriKind.Relative), Cancelled);
        await watched.RequestAsync("/calendar/{token}.ics");
        return token;
    }

    private async Task<string> SignInAsync(TestPerson person)
    {
        await Portal.NewVisitor().SignInAsync(person.Email, "not " + PortalFactory.Password);
        var answer = await Portal.NewVisitor().SignInAsync(person.Email, PortalFactory.Password, "?returnUrl=" + Uri.EscapeDataString("/?who=" + User));
        return answer.SessionCookie()["rp.session=".Length..];
    }

    private async Task<string> SetUpAsync()
    {
        var token = Portal.Logs.Select(line => Link().Match(line)).Single(match => match.Success).Groups["token"].Value;
        await Portal.NewVisitor().GetAsync(new Uri("/account/set-up?token=" + token, UriKind.Relative), Cancelled);
        await watched.RequestAsync("/account/set-up");
        return token;
    }

    [GeneratedRegex(@"/account/set-up\?token=(?<token>[\w-]{43})", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();
}
