using Microsoft.AspNetCore.Hosting;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// The portal with its demo shop, as <c>dotnet run</c> starts it, listening on a free port of this machine: one for all tests that
/// drive a browser. They run one after the other, and each alters things of its own.
/// </summary>
public sealed class LivePortal : PortalFactory
{
    /// <summary>The password of the demo's accounts.</summary>
    public const string DemoPassword = "Release-Portal-1";

    private readonly Lazy<Uri> _address;

    public LivePortal()
    {
        With("urls", "").With("SignIn:SessionCheckSeconds", "10");
        _address = new Lazy<Uri>(() =>
        {
            UseKestrel(0);
            StartServer();
            return ClientOptions.BaseAddress;
        });
    }

    /// <summary>Where it listens; the first to ask starts it.</summary>
    public Uri Address => _address.Value;

    /// <summary>What the server logged as a warning or worse, after so many lines.</summary>
    public IReadOnlyList<string> ComplaintsAfter(int lines) =>
    [
        .. Logs.Skip(lines).Where(line =>
            line.StartsWith("Warning", StringComparison.Ordinal)
            || line.StartsWith("Error", StringComparison.Ordinal)
            || line.StartsWith("Critical", StringComparison.Ordinal)),
    ];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseEnvironment("Development");
    }
}
