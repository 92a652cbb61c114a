using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ReleasePortal.Benchmarks.Http;

namespace ReleasePortal.Benchmarks.Memory;

/// <summary>
/// How much memory the portal takes at most while applications ask, and how much when others send oversized bodies and read
/// nothing of their answers and events. The aim (issue 4): 1.25 times.
/// </summary>
internal static class UnderAbuse
{
    private const int Seconds = 10;
    private const int Stalled = 200;
    private const int Oversized = 2_000;
    private const int Senders = 50;
    private const int OversizedBytes = 1024 * 1024;

    private static readonly Request All = new("/ofrep/v1/evaluate/flags");

    public static async Task MeasureAsync()
    {
        using var portal = await HostProcess.StartAsync(PortalHost.Word, "350");
        await Wrk.DriveAsync(portal.Address, All, Seconds);
        await Wrk.DriveAsync(portal.Address, All, Seconds);
        var baseline = portal.MostMemory;

        var driving = Wrk.DriveAsync(portal.Address, All, Seconds * 2);
        var stalled = await Task.WhenAll(Enumerable.Range(0, Stalled).Select(_ => StallAsync(portal.Address)));
        foreach (var batch in Enumerable.Range(0, Oversized).Chunk(Senders))
            await Task.WhenAll(batch.Select(number => SendOversizedAsync(portal.Address, isChunked: number % 2 is 0)));
        await driving;
        foreach (var client in stalled)
            client.Dispose();

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"most memory: {baseline >> 20} MB while applications ask; {portal.MostMemory >> 20} MB with {Oversized} bodies of 1 MB"
            + $" and {Stalled} readers that read nothing besides; {(double)portal.MostMemory / baseline:0.00} times"));
    }

    /// <summary>Asks for much, again and again, and takes nothing of it.</summary>
    private static async Task<TcpClient> StallAsync(Uri portal)
    {
        var client = new TcpClient { ReceiveBufferSize = 4_096 };
        await client.ConnectAsync(portal.Host, portal.Port);
        var request = Encoding.ASCII.GetBytes(Head(portal, $"Content-Length: {Request.Body.Length}\r\n") + Request.Body);
        for (var time = 0; time < 20; time++)
            await client.GetStream().WriteAsync(request);
        return client;
    }

    private static async Task SendOversizedAsync(Uri portal, bool isChunked)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(portal.Host, portal.Port);
            var size = isChunked ? "Transfer-Encoding: chunked\r\n" : $"Content-Length: {OversizedBytes}\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head(portal, size) + (isChunked ? $"{OversizedBytes:x}\r\n" : "")));
            await client.GetStream().WriteAsync(new byte[OversizedBytes]);
            await client.GetStream().ReadExactlyAsync(new byte[1]); // the refusal
        }
        catch (IOException)
        {
            // It was refused, and cut, before all of it had gone.
        }
    }

    private static string Head(Uri portal, string size) =>
        $"POST {All.Path} HTTP/1.1\r\nHost: {portal.Authority}\r\nAuthorization: Bearer {PortalHost.Secret}\r\n{size}\r\n";
}
