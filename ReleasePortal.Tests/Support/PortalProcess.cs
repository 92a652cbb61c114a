using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ReleasePortal.Tests.Support;

/// <summary>The portal as a program of its own, which is killed and started again at the same addresses.</summary>
internal sealed class PortalProcess(TestDatabase database) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private Process? _process;

    /// <summary>Where it listens.</summary>
    public string Address { get; } = FreeAddress();

    /// <summary>Where flagd's sync API listens.</summary>
    public string SyncAddress { get; } = FreeAddress();

    /// <summary>The bytes of memory that it holds at the moment.</summary>
    public long MemoryInUse
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it, and waits until it listens.</summary>
    public async Task StartAsync()
    {
        _process = KilledPortal.Start(
            database,
            [
                "--urls", Address,
                "--Sync:Url", SyncAddress,
                "--Logging:LogLevel:Default", "Error",
                "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information",
            ]);
        var listens = new TaskCompletionSource();
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                listens.TrySetException(new InvalidOperationException("The portal ended by itself."));
            else if (line.Data.Contains("Now listening on", StringComparison.Ordinal))
                listens.TrySetResult();
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await listens.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    /// <summary><c>kill -9</c>: it has no time for anything.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
