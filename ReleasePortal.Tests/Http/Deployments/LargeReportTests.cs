using System.Net.Sockets;
using System.Text;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Tests.Http.Deployments;

/// <summary>Five megabytes at the real server: refused, whether their size was said or not, and only the size is kept.</summary>
public sealed class LargeReportTests : PipelineTests
{
    private const int Size = 5 * 1024 * 1024;

    public override ValueTask InitializeAsync()
    {
        Portal.UseKestrel(0);
        Portal.StartServer();
        return base.InitializeAsync();
    }

    [Theory]
    [InlineData("/api/v1/deployments")]
    [InlineData("/api/v1/cdevents")]
    public async Task Said_IsRefusedUnread_AndOnlyTheSizeIsKept(string address)
    {
        var answer = await SendAsync(address, await NewKeyAsync(KeyPermission.ReportDeployments), $"Content-Length: {Size}", _ => Task.CompletedTask);

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("TooLargeReport", answer, StringComparison.Ordinal);
        var letter = Assert.Single(await DeadLettersAsync());
        Assert.Equal((null, (long)Size), (letter.Body, letter.Size));
        Assert.Null(letter.Letter);
    }

    [Fact]
    public async Task NotSaid_IsRefusedOnTheWay()
    {
        var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string(' ', 0x10000) + "\r\n");
        var answer = await SendAsync("/api/v1/deployments", await NewKeyAsync(KeyPermission.ReportDeployments), "Transfer-Encoding: chunked", async stream =>
        {
            for (var sent = 0; sent < 10; sent++) // above the limit, below what the server's sockets hold
                await stream.WriteAsync(chunk, Cancelled);
        });

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await DeadLettersAsync()).Body);
    }

    [Fact]
    public async Task FromAStranger_NothingIsKept()
    {
        var answer = await SendAsync("/hooks/github", "", $"Content-Length: {Size}", _ => Task.CompletedTask);

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Empty(await DeadLettersAsync());
    }

    private async Task<string> SendAsync(string address, string secret, string length, Func<NetworkStream, Task> sendBody)
    {
        var portal = Portal.ClientOptions.BaseAddress;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(portal.Host, portal.Port, Cancelled);
        var stream = tcp.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST {address} HTTP/1.1\r\nHost: {portal.Authority}\r\nAuthorization: Bearer {secret}\r\nContent-Type: application/json\r\n{length}\r\n\r\n"),
            Cancelled);
        await sendBody(stream);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancelled); // to the end: the server hangs up
    }
}
