using System.Diagnostics;
using System.Net;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Tests.Http.Evaluation;

public sealed class EventsTests(EvaluationPortal portal) : IClassFixture<EvaluationPortal>
{
    private readonly HttpClient _application = portal.NewApplication();

    [Fact]
    public async Task Bulk_NamesItsEventStream_AlwaysTheSame()
    {
        var first = await (await _application.EvaluateAllAsync()).JsonAsync();
        var second = await (await _application.EvaluateAllAsync(Ofrep.Nobodys)).JsonAsync();

        Assert.Equal("sse", (string?)first["eventStreams"]![0]!["type"]);
        Assert.Matches("^/ofrep/v1/events\\?token=[A-Za-z0-9_-]{70}$", first.EventAddress());
        Assert.Equal(first.EventAddress(), second.EventAddress());
    }

    [Fact]
    public async Task Stream_PassesEveryProxyAtOnce()
    {
        using var listener = await Listener.ListenAsync(portal.NewVisitor(), (await _application.WhereAsync()).Address);

        Assert.Equal("text/event-stream", listener.Answer.Content.Headers.ContentType?.MediaType);
        Assert.True(listener.Answer.Headers.CacheControl?.NoStore);
        Assert.Equal(["no"], listener.Answer.Headers.GetValues("X-Accel-Buffering"));
        Assert.False(listener.Answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task NewReader_IsToldOfTheStateAtOnce_ForItMayHaveMissedAChange()
    {
        var (address, revision) = await _application.WhereAsync();
        using var listener = await Listener.ListenAsync(portal.NewVisitor(), address);

        var heard = await listener.NextAsync();

        Assert.Equal(revision, heard?.Id);
        Assert.Equal("refetchEvaluation", (string?)heard?.Data["type"]);
        Assert.Equal($"\"{revision}\"", (string?)heard?.Data["etag"]);
        Assert.InRange((long)heard!.Data["lastModified"]!, 1_700_000_000, 10_000_000_000);
    }

    [Fact]
    public async Task Change_IsToldOnce_WithTheNewState()
    {
        var (address, revision) = await _application.WhereAsync();
        using var listener = await Listener.ListenAsync(portal.NewVisitor(), address, lastEventId: revision);

        await portal.ChangeAsync(new Withdraw(EvaluationPortal.ToGroup, "production"));
        var after = (await _application.WhereAsync()).Revision;
        var heard = await listener.NextAsync();

        Assert.NotEqual(revision, after);
        Assert.Equal(after, heard?.Id);
    }

    [Fact]
    public async Task ChangeOnAnotherEnvironment_IsNotTold()
    {
        var (address, revision) = await _application.WhereAsync();
        using var listener = await Listener.ListenAsync(portal.NewVisitor(), address, lastEventId: revision);

        await portal.ChangeAsync(new ReleaseControlToEveryone(EvaluationPortal.Closed, "staging"));
        await portal.ChangeAsync(new Withdraw(EvaluationPortal.Split, "production"));

        Assert.Equal((await _application.WhereAsync()).Revision, (await listener.NextAsync())?.Id);
    }

    [Fact]
    public async Task OldLastEventId_IsToldAtOnce()
    {
        var (address, revision) = await _application.WhereAsync();
        using var listener = await Listener.ListenAsync(portal.NewVisitor(), address, lastEventId: "0123456789abcdef");

        Assert.Equal(revision, (await listener.NextAsync())?.Id);
    }

    [Fact]
    public async Task Revoked_OpenStreamEnds_AndItsTokenIsRefused()
    {
        var (secret, id) = await portal.AddKeyAsync();
        var (address, revision) = await portal.NewApplication(secret).WhereAsync();
        using var listener = await Listener.ListenAsync(portal.NewVisitor(), address, revision);

        await portal.AlterAsync(new RevokeKey(id));
        var since = Stopwatch.StartNew();

        Assert.Null(await listener.NextAsync());
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5)); // a second is asked for; a busy machine gets more
        await AssertUnauthorizedAsync(address);
    }

    [Fact]
    public async Task RotatedAtOnce_OpenStreamEnds_AndTheNewSecretHasAnother()
    {
        var (secret, id) = await portal.AddKeyAsync();
        var (address, revision) = await portal.NewApplication(secret).WhereAsync();
        using var listener = await Listener.ListenAsync(portal.NewVisitor(), address, revision);
        var next = KeySecret.New(KeyKind.Server);

        await portal.ChangeAsync(new RotateKey(id, KeySecret.HashOf(next), KeySecret.PrefixOf(next), TimeSpan.Zero));

        Assert.Null(await listener.NextAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await portal.NewApplication(secret).EvaluateAllAsync()).StatusCode);
        Assert.NotEqual(address, (await portal.NewApplication(next).WhereAsync()).Address);
    }

    [Fact]
    public async Task RotatedWithAnOverlap_BothSecretsWork_AndTheStreamStands()
    {
        var (secret, id) = await portal.AddKeyAsync();
        var (address, revision) = await portal.NewApplication(secret).WhereAsync();
        using var listener = await Listener.ListenAsync(portal.NewVisitor(), address, revision);
        var next = KeySecret.New(KeyKind.Server);

        await portal.ChangeAsync(new RotateKey(id, KeySecret.HashOf(next), KeySecret.PrefixOf(next), TimeSpan.FromDays(7)));
        Assert.Equal(HttpStatusCode.OK, (await portal.NewApplication(secret).EvaluateAllAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await portal.NewApplication(next).EvaluateAllAsync()).StatusCode);
        await portal.ChangeAsync(new ReleaseControlToEveryone(EvaluationPortal.Closed, "production"));

        Assert.NotNull(await listener.NextAsync());
    }

    [Fact]
    public async Task ServerThatShowsItsKey_NeedsNoToken()
    {
        using var listener = await Listener.ListenAsync(_application, "/ofrep/v1/events");

        Assert.Equal((await _application.WhereAsync()).Revision, (await listener.NextAsync())?.Id);
    }

    [Fact]
    public async Task KeyOfAnAutomation_HearsNothing()
    {
        var secret = KeySecret.New(KeyKind.Automation);
        var person = await portal.AddPersonAsync(Role.Engineer);
        await portal.ChangeAsync(new CreateKey(
            Guid.CreateVersion7(), "Pipeline", KeyKind.Automation, "production", KeySecret.HashOf(secret), KeySecret.PrefixOf(secret), person.Id, KeyPermission.ReadLaunches));
        using var listener = await Listener.OpenAsync(portal.NewApplication(secret), "/ofrep/v1/events");

        Assert.Equal(HttpStatusCode.Unauthorized, listener.Answer.StatusCode);
    }

    [Fact]
    public async Task KeyBesideAToken_DoesNotMakeUpForIt()
    {
        using var listener = await Listener.OpenAsync(_application, "/ofrep/v1/events?token=nonsense");

        Assert.Equal(HttpStatusCode.Unauthorized, listener.Answer.StatusCode);
    }

    [Theory]
    [InlineData("/ofrep/v1/events")]
    [InlineData("/ofrep/v1/events?token=")]
    [InlineData("/ofrep/v1/events?token=nonsense")]
    [InlineData("/ofrep/v1/events?token=%00%ff")]
    public async Task TokenThatIsNone_IsRefused(string address) => await AssertUnauthorizedAsync(address);

    [Fact]
    public async Task TokenThatWasAltered_IsRefused()
    {
        var (address, _) = await _application.WhereAsync();

        foreach (var index in (int[])[address.IndexOf('=', StringComparison.Ordinal) + 1, address.Length - 5])
            await AssertUnauthorizedAsync(address[..index] + (address[index] is 'A' ? 'B' : 'A') + address[(index + 1)..]);
    }

    [Fact]
    public async Task Herd_EveryoneHears_AndEveryoneIsAnswered()
    {
        var (address, revision) = await _application.WhereAsync();
        var herd = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Listener.ListenAsync(portal.NewVisitor(), address, revision)));

        await portal.ChangeAsync(new ReleaseControlToEveryone(EvaluationPortal.ToGroup, "production"));
        var answers = await Task.WhenAll(herd.Select(async (listener, number) =>
        {
            var heard = await listener.NextAsync();
            var bulk = await _application.EvaluateAllAsync($$$"""{"context":{"targetingKey":"shopper-{{{number}}}"}}""");
            return (heard?.Id, Revision: (string?)(await bulk.JsonAsync())["metadata"]!["revision"]);
        }));

        Assert.All(answers, answer => Assert.Equal(answer.Revision, answer.Id));
        Array.ForEach(herd, listener => listener.Dispose());
    }

    private async Task AssertUnauthorizedAsync(string address)
    {
        using var refused = await Listener.OpenAsync(portal.NewVisitor(), address);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Answer.StatusCode);
        Assert.NotNull((string?)(await refused.Answer.JsonAsync())["errorDetails"]);
    }
}
