using System.Net;
using System.Net.Sockets;

namespace ReleasePortal.Benchmarks.Outages;

/// <summary>Stands between the portal and its database: closed, the database has stopped as far as the portal can tell.</summary>
internal sealed class Gate(string host, int port) : IDisposable
{
    private readonly List<TcpClient> _open = [];
    private readonly Lock _turn = new();
    private TcpListener? _listener;
    private int _port;

    /// <summary>Where to connect to.</summary>
    public int Port => _port;

    /// <summary>Lets connections through.</summary>
    public void Open()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    /// <summary>Cuts every connection, and refuses new ones.</summary>
    public void Close()
    {
        _listener?.Dispose();
        lock (_turn)
        {
            _open.ForEach(client => client.Dispose());
            _open.Clear();
        }
    }

    public void Dispose() => Close();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = ForwardAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private async Task ForwardAsync(TcpClient portal)
    {
        using var database = new TcpClient();
        try
        {
            await database.ConnectAsync(host, port);
            lock (_turn)
                _open.AddRange([portal, database]);
            await Task.WhenAny(
                portal.GetStream().CopyToAsync(database.GetStream()),
                database.GetStream().CopyToAsync(portal.GetStream()));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side has gone, or the gate was closed.
        }
        finally
        {
            portal.Dispose();
        }
    }
}
