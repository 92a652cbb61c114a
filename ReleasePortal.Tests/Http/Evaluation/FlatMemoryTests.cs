using System.Net;
using System.Text;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Evaluation;

/// <summary>What is sent to the portal does not make it grow: measured at a portal that runs as a program of its own.</summary>
public sealed class FlatMemoryTests
{
    private const int Senders = 20;
    private const int Rounds = 3;
    private const int Megabytes = 16;

    [Fact]
    public async Task OversizedAndOverfullBodies_DoNotStayInMemory()
    {
        await using var database = TestDatabase.OnSqlite();
        var secret = KeySecret.New(KeyKind.Server);
        await using (var empty = TestPortal.On(database, owned: false))
        {
            await empty.SetUpAsync();
            await empty.ApplyAsync(Given.AnAdministrator, new CreateKey(
                Guid.CreateVersion7(), "Web shop", KeyKind.Server, Given.Production, KeySecret.HashOf(secret), KeySecret.PrefixOf(secret)));
        }

        await using var portal = new PortalProcess(database);
        await portal.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(portal.Address) };
        client.DefaultRequestHeaders.Add("X-API-Key", secret);
        await SendAllAsync(client, rounds: 1); // what it needs once
        var before = portal.MemoryInUse;

        await SendAllAsync(client, Rounds);

        // A gigabyte was offered, a third of it at once; what the collector has not come to yet is all that may have come on top.
        Assert.InRange(portal.MemoryInUse, 0, before + (100 * 1024 * 1024));
    }

    private static async Task SendAllAsync(HttpClient client, int rounds)
    {
        var oversized = new byte[Megabytes * 1024 * 1024];
        var deep = Encoding.UTF8.GetBytes("{\"context\":" + new string('[', 60_000));
        var wide = Encoding.UTF8.GetBytes("{\"context\":{" + string.Join(',', Enumerable.Range(0, 5_000).Select(index => $"\"a{index}\":1")) + "}}");
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(async _ =>
        {
            for (var round = 0; round < rounds; round++)
            {
                Assert.Contains(await SendAsync(client, oversized), (HttpStatusCode?[])[HttpStatusCode.RequestEntityTooLarge, null]);
                Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(client, deep));
                Assert.Equal(HttpStatusCode.OK, await SendAsync(client, wide));
            }
        }));
    }

    /// <summary>Sends it without saying how long it is.</summary>
    /// <returns>The status; null when the portal hung up before it had all.</returns>
    private static async Task<HttpStatusCode?> SendAsync(HttpClient client, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Ofrep.Bulk, UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = true;
        try
        {
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
