using System.Net;

namespace ReleasePortal.Tests.Http.Evaluation;

public sealed class RateLimitTests : IAsyncLifetime
{
    private readonly EvaluationPortal _portal = new();

    public async ValueTask InitializeAsync()
    {
        _portal.With("RateLimit:EvaluationsPerSecond", "3").With("RateLimit:FailedKeysPerMinute", "2");
        await _portal.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task MoreThanTheKeysLimit_HasToWait_WhileOthersDoNot()
    {
        var (secret, _) = await _portal.AddKeyAsync();
        var client = _portal.NewApplication();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.EvaluateAllAsync()));

        var refused = answers.First(answer => answer.StatusCode is not HttpStatusCode.OK);
        await AssertTooManyAsync(refused);
        Assert.Contains(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await _portal.NewApplication(secret).EvaluateAllAsync()).StatusCode);
    }

    [Fact]
    public async Task WrongKeys_FromOneAddress_AreSlowedDown_AndRightOnesAreNot()
    {
        var stranger = _portal.NewApplication("rp_server_wrong");
        var answers = new List<HttpResponseMessage>();
        for (var attempt = 0; attempt < 5; attempt++)
            answers.Add(await stranger.EvaluateAllAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, answers[0].StatusCode);
        await AssertTooManyAsync(answers[^1]);
        Assert.Equal(HttpStatusCode.OK, (await _portal.NewApplication().EvaluateAllAsync()).StatusCode);
    }

    private static async Task AssertTooManyAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Matches("^[1-9][0-9]*$", answer.Headers.GetValues("Retry-After").Single());
        Assert.NotNull((string?)(await answer.JsonAsync())["errorDetails"]);
    }
}
