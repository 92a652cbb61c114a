using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.Flagd;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Tests.Http.Evaluation.Flagd;

public sealed class FlagsJsonTests(EvaluationPortal portal) : IClassFixture<EvaluationPortal>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ServerKey_GetsEveryControlOfItsEnvironment()
    {
        var answer = await AskAsync(portal.NewApplication());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(new CacheControlHeaderValue { NoCache = true, Private = true }, answer.Headers.CacheControl);
        var flags = (await answer.JsonAsync())["flags"]!.AsObject();
        Assert.Superset(
            new HashSet<string> { EvaluationPortal.Closed, EvaluationPortal.Open, EvaluationPortal.Split, EvaluationPortal.ToGroup },
            flags.Select(flag => flag.Key).ToHashSet());
    }

    [Fact]
    public async Task KeyOfAnotherEnvironment_GetsThatOne()
    {
        var (secret, _) = await portal.AddKeyAsync(environment: "staging");

        var definitions = await (await AskAsync(portal.NewApplication(secret))).JsonAsync();

        Assert.Equal("staging", (string?)definitions["metadata"]!["flagSetId"]);
        Assert.Null(definitions["flags"]![EvaluationPortal.Open]!["targeting"]);
    }

    [Fact]
    public async Task Unchanged_IsNotSentAgain()
    {
        var client = portal.NewApplication();
        var tag = (await AskAsync(client)).Headers.ETag!;

        var again = await AskAsync(client, tag);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(tag, again.Headers.ETag);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Fact]
    public async Task Changed_IsSentWithAnotherTag()
    {
        var client = portal.NewApplication();
        await portal.ChangeAsync(new CreateControl("new-search", ControlKind.Toggle, new() { Name = "New search", RemoveBy = new DateOnly(2099, 12, 31) }));
        var tag = (await AskAsync(client)).Headers.ETag!;

        await portal.ChangeAsync(new ReleaseControlToEveryone("new-search", "production"));
        var answer = await AskAsync(client, tag);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(tag, answer.Headers.ETag);
        Assert.NotNull((await answer.JsonAsync())["flags"]!["new-search"]!["targeting"]);
    }

    [Fact]
    public void OneState_IsWrittenOnce()
    {
        var state = portal.Services.GetRequiredService<EvaluationStates>().Current!.ByEnvironment["production"];

        Assert.Same(FlagdDocument.Of(state), FlagdDocument.Of(state));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("rp_server_wrong")]
    public async Task WrongKey_IsRefused(string? secret)
    {
        var answer = await AskAsync(secret is null ? portal.NewVisitor() : portal.NewApplication(secret));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.NotNull((string?)(await answer.JsonAsync())["errorDetails"]);
    }

    [Fact]
    public async Task SignedInPerson_WithoutAKey_IsRefused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(await portal.SignedInAsync(Role.Engineer))).StatusCode);

    [Fact]
    public async Task RevokedKey_IsRefused_FromThenOn()
    {
        var (secret, id) = await portal.AddKeyAsync();
        var client = portal.NewApplication(secret);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client)).StatusCode);

        await portal.ChangeAsync(new RevokeKey(id));

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(client)).StatusCode);
    }

    [Fact]
    public async Task BrowserKey_IsForbidden()
    {
        var (secret, _) = await portal.AddKeyAsync(KeyKind.Browser);

        var answer = await AskAsync(portal.NewApplication(secret));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.NotNull((string?)(await answer.JsonAsync())["errorDetails"]);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, FlagdEndpoints.Address);
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        return await client.SendAsync(request, Cancelled);
    }
}
