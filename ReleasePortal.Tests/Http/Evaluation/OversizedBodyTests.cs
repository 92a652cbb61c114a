using System.Net.Sockets;
using System.Text;

namespace ReleasePortal.Tests.Http.Evaluation;

/// <summary>Bodies that are too large, at the real server: the refusal comes before the body does.</summary>
public sealed class OversizedBodyTests : IAsyncLifetime
{
    private readonly EvaluationPortal _portal = new();

    public async ValueTask InitializeAsync()
    {
        _portal.UseKestrel(0);
        _portal.StartServer();
        await _portal.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("Content-Length: 1000000000")]
    [InlineData("Content-Length: 65537")]
    public async Task BodyThatSaysItIsTooLarge_IsRefusedUnread_AndTheConnectionEnds(string length)
    {
        var address = _portal.ClientOptions.BaseAddress;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var stream = tcp.GetStream();

        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST {Ofrep.Bulk} HTTP/1.1\r\nHost: {address.Authority}\r\nX-API-Key: {_portal.Secret}\r\n{length}\r\n\r\n"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken); // to the end: the server hangs up

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("INVALID_CONTEXT", answer, StringComparison.Ordinal);
    }
}
