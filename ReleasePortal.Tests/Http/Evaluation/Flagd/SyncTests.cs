using System.Diagnostics;
using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Net.Client;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.Flagd;

namespace ReleasePortal.Tests.Http.Evaluation.Flagd;

public sealed class SyncTests(SyncPortal sync) : IClassFixture<SyncPortal>, IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(sync.Address);

    private EvaluationPortal Portal => sync.Portal;

    private FlagSyncService.FlagSyncServiceClient Client => new(_channel);

    public void Dispose() => _channel.Dispose();

    [Fact]
    public async Task FetchAllFlags_IsWhatHttpAnswers()
    {
        var http = await Portal.NewApplication().GetStringAsync(FlagdEndpoints.Address, TestContext.Current.CancellationToken);

        var answer = await Client.FetchAllFlagsAsync(new() { Selector = Portal.Secret });

        Assert.Equal(http, answer.FlagConfiguration);
    }

    [Fact]
    public async Task Selector_MayComeInTheHeader()
    {
        var answer = await Client.FetchAllFlagsAsync(new(), new Metadata { { "flagd-selector", Portal.Secret } });

        Assert.NotEmpty(answer.FlagConfiguration);
    }

    [Fact]
    public async Task GetMetadata_TellsNothing() => Assert.Empty((await Client.GetMetadataAsync(new())).Metadata.Fields);

    [Fact]
    public async Task SyncFlags_SendsTheStateAtOnce_AndAfterEachChangeOfTheEnvironment()
    {
        await Portal.ChangeAsync(NewToggle("sync-toggle"));
        using var call = Client.SyncFlags(new() { Selector = Portal.Secret });
        var stream = call.ResponseStream;
        Assert.True(await SyncPortal.NextAsync(stream));
        Assert.Null(Targeting(stream.Current, "sync-toggle"));

        await Portal.ChangeAsync(new ReleaseControlToEveryone("sync-toggle", "staging"));
        await Portal.ChangeAsync(new ReleaseControlToEveryone("sync-toggle", "production"));

        Assert.True(await SyncPortal.NextAsync(stream)); // that of staging was not sent
        Assert.NotNull(Targeting(stream.Current, "sync-toggle"));
    }

    [Fact]
    public async Task SyncFlags_SlowReader_GetsTheLatestState()
    {
        await Portal.ChangeAsync(NewToggle("slow-toggle"));
        using var call = Client.SyncFlags(new() { Selector = Portal.Secret });
        Assert.True(await SyncPortal.NextAsync(call.ResponseStream));

        for (var round = 0; round < 10; round++)
        {
            await Portal.ChangeAsync(new ReleaseControlToEveryone("slow-toggle", "production"));
            await Portal.ChangeAsync(new Withdraw("slow-toggle", "production"));
        }

        await Portal.ChangeAsync(NewToggle("last-toggle"));
        var read = 0;
        do
        {
            Assert.True(await SyncPortal.NextAsync(call.ResponseStream));
            read++;
        }
        while (!call.ResponseStream.Current.FlagConfiguration.Contains("last-toggle", StringComparison.Ordinal));

        Assert.InRange(read, 1, 21);
        Assert.Null(Targeting(call.ResponseStream.Current, "slow-toggle"));
    }

    [Theory]
    [InlineData("", StatusCode.Unauthenticated)]
    [InlineData("rp_server_wrong", StatusCode.Unauthenticated)]
    [InlineData("source=database", StatusCode.Unauthenticated)]
    public Task WrongSelector_IsRefused(string selector, StatusCode status) => AssertRefusedAsync(selector, status);

    [Fact]
    public async Task BrowserKey_IsRefused()
    {
        var (secret, _) = await Portal.AddKeyAsync(KeyKind.Browser);

        await AssertRefusedAsync(secret, StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task KeyOfAnotherEnvironment_GetsThatOne_AndHearsNothingOfThisOne()
    {
        var (secret, _) = await Portal.AddKeyAsync(environment: "staging");
        await Portal.ChangeAsync(NewToggle("staged-toggle"));
        using var call = Client.SyncFlags(new() { Selector = secret });
        Assert.True(await SyncPortal.NextAsync(call.ResponseStream));
        Assert.Equal("staging", (string?)JsonNode.Parse(call.ResponseStream.Current.FlagConfiguration)!["metadata"]!["flagSetId"]);
        Assert.Null(Targeting(call.ResponseStream.Current, EvaluationPortal.Open));

        await Portal.ChangeAsync(new ReleaseControlToEveryone(EvaluationPortal.Closed, "production"));
        await Portal.ChangeAsync(new ReleaseControlToEveryone("staged-toggle", "staging"));

        Assert.True(await SyncPortal.NextAsync(call.ResponseStream)); // that of production was not sent
        Assert.NotNull(Targeting(call.ResponseStream.Current, "staged-toggle"));
        Assert.Null(Targeting(call.ResponseStream.Current, EvaluationPortal.Closed));
    }

    [Fact]
    public async Task RevokedKey_ClosesItsOpenStreamAtOnce()
    {
        var (secret, id) = await Portal.AddKeyAsync();
        using var call = Client.SyncFlags(new() { Selector = secret });
        using var other = Client.SyncFlags(new() { Selector = Portal.Secret });
        Assert.True(await SyncPortal.NextAsync(call.ResponseStream));
        Assert.True(await SyncPortal.NextAsync(other.ResponseStream));

        await Portal.AlterAsync(new RevokeKey(id));
        var since = Stopwatch.StartNew();
        var end = await Assert.ThrowsAsync<RpcException>(() => SyncPortal.NextAsync(call.ResponseStream));

        Assert.Equal(StatusCode.Unauthenticated, end.StatusCode);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5)); // a second is asked for; a busy machine gets more
        await Portal.ChangeAsync(NewToggle("after-revoking"));
        Assert.True(await SyncPortal.NextAsync(other.ResponseStream));
    }

    [Fact]
    public async Task RevokedKey_EndsTheStreamOfAReaderThatStalls()
    {
        var (secret, id) = await Portal.AddKeyAsync(environment: "development");
        var members = Enumerable.Range(0, 10_000).Select(number => $"{new string('m', 200)}{number}").ToList(); // more than any window takes
        await Portal.ChangeAsync(
            new DefineGroup("crowd", new() { Name = "Crowd", Members = members }),
            NewToggle("crowded-toggle"),
            new ReleaseToGroups("crowded-toggle", "development", [new GroupRule("crowd", Serving.Of(Variant.On))]));
        using var call = Client.SyncFlags(new() { Selector = secret });
        await call.ResponseHeadersAsync; // and nothing is read from then on

        await Portal.ChangeAsync(new RevokeKey(id));
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<RpcException>(() => SyncPortal.NextAsync(call.ResponseStream));
        Assert.DoesNotContain(Portal.Logs, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_AreNotServedOnThisPort()
    {
        using var client = new HttpClient { BaseAddress = sync.Address, DefaultRequestVersion = new Version(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var answer = await client.GetAsync(new Uri("/account/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Secrets_AreNeverLogged()
    {
        await Client.FetchAllFlagsAsync(new() { Selector = Portal.Secret });
        await AssertRefusedAsync("rp_server_nobodys", StatusCode.Unauthenticated);

        Assert.DoesNotContain(Portal.Logs, line => line.Contains(Portal.Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(Portal.Logs, line => line.Contains("rp_server_nobodys", StringComparison.Ordinal));
    }

    private async Task AssertRefusedAsync(string selector, StatusCode status)
    {
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(async () => await Client.FetchAllFlagsAsync(new() { Selector = selector }))).StatusCode);
        using var call = Client.SyncFlags(new() { Selector = selector });
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(() => SyncPortal.NextAsync(call.ResponseStream))).StatusCode);
    }

    private static CreateControl NewToggle(string key) =>
        new(key, ControlKind.Toggle, new() { Name = "Feature", RemoveBy = new DateOnly(2099, 12, 31) });

    private static JsonNode? Targeting(SyncFlagsResponse response, string key) =>
        JsonNode.Parse(response.FlagConfiguration)!["flags"]![key]!["targeting"];
}
