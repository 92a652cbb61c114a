using System.Net;
using System.Net.Sockets;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Tests.Http.Evaluation;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.FeatureManagement;

/// <summary>The portal of <see cref="EvaluationPortal"/>, listening on a port of this machine, where it can go away and come back.</summary>
public sealed class FollowedPortal : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("releaseportal-followed-").FullName;
    private readonly int _port = FreePort();
    private PortalFactory? _running;
    private Actor? _engineer;

    /// <summary>The portal as it was first started.</summary>
    public EvaluationPortal Portal { get; } = new();

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public string Secret => Portal.Secret;

    /// <summary>An application that asks the portal each time.</summary>
    public HttpClient NewRemote() => new() { BaseAddress = Address, DefaultRequestHeaders = { Authorization = new("Bearer", Secret) } };

    public async ValueTask InitializeAsync()
    {
        Listen(Portal);
        await Portal.InitializeAsync();
        _running = Portal;
    }

    /// <summary>Ends the portal; who is connected is cut off.</summary>
    public async Task StopAsync()
    {
        await _running!.DisposeAsync();
        _running = null;
    }

    /// <summary>Starts it again, where it was and with what it knew.</summary>
    public async Task StartAgainAsync()
    {
        _running = new PortalFactory();
        Listen(_running);
        _engineer = (await _running.AddPersonAsync(Role.Engineer)).Actor;
    }

    /// <summary>Changes as an engineer of the portal that was started again.</summary>
    public async Task AlterAsync(params Change[] changes) => (await _running!.Desk.ApplyAsync(new ChangeSet(changes, Reason: "Because the test says so."), _engineer!)).OrThrow();

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
            await _running.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Listen(PortalFactory portal)
    {
        portal.With("urls", "").With("ConnectionStrings:Portal", $"Data Source={Path.Combine(_folder, "portal.db")}");
        portal.UseKestrel(options => options.Listen(IPAddress.Loopback, _port));
        portal.StartServer();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
