using Microsoft.Extensions.Logging.Abstractions;

namespace ReleasePortal.Data;

/// <summary>A web server beside the portal's own, for programs that need a port of theirs. It lives and logs with the portal.</summary>
public static class SecondServer
{
    /// <summary>Begins one. It is empty: it must not read the addresses that are meant for the portal.</summary>
    /// <param name="url">Where it listens.</param>
    /// <param name="portalLogs">The portal's log.</param>
    public static WebApplicationBuilder At(string url, ILoggerFactory portalLogs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url).ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Services.AddSingleton<ILoggerFactory>(new PortalLogs(portalLogs)).AddSingleton<IHostLifetime, EndsWithThePortal>();
        return builder;
    }

    /// <summary>
    /// The portal's log, without what the second server says of its own start: tools take the first "Now listening on" for the
    /// portal's address.
    /// </summary>
    private sealed class PortalLogs(ILoggerFactory portal) : ILoggerFactory
    {
        private const string Starts = "Microsoft.Hosting.Lifetime";

        public ILogger CreateLogger(string categoryName) => categoryName is Starts ? NullLogger.Instance : portal.CreateLogger(categoryName);

        /// <inheritdoc />
        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Providers are the portal's to add.");

        /// <summary>Leaves the portal's own factory as it is.</summary>
        public void Dispose()
        {
        }
    }

    /// <summary>Signals of the system are the portal's to hear.</summary>
    private sealed class EndsWithThePortal : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
