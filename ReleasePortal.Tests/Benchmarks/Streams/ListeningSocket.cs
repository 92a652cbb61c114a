using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace ReleasePortal.Benchmarks.Streams;

/// <summary>One reader of events, as little as can be.</summary>
internal sealed class ListeningSocket(TcpClient tcp) : IDisposable
{
    private readonly byte[] _buffer = new byte[2_048];

    /// <summary>Listens at that address, and takes what a new reader is told.</summary>
    public static async Task<ListeningSocket> OpenAsync(Uri portal, string address)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(portal.Host, portal.Port);
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {address} HTTP/1.1\r\nHost: {portal.Authority}\r\n\r\n"));
        var socket = new ListeningSocket(tcp);
        await socket.HearAsync();
        return socket;
    }

    /// <summary>Waits for the next event.</summary>
    /// <returns>When it came, by the clock that all processes share.</returns>
    public async Task<long> HearAsync()
    {
        var text = "";
        while (!text.Contains("refetchEvaluation", StringComparison.Ordinal))
        {
            var read = await tcp.GetStream().ReadAsync(_buffer);
            if (read is 0)
                throw new InvalidOperationException("The portal closed a stream: " + text);
            text += Encoding.ASCII.GetString(_buffer, 0, read);
        }

        return Stopwatch.GetTimestamp();
    }

    public void Dispose() => tcp.Dispose();
}
