using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using ReleasePortal.FeatureManagement;

namespace ReleasePortal.Tests.FeatureManagement;

/// <summary>An application of a .NET team: a host with FeatureManagement, whose features come from a portal.</summary>
internal sealed class Application : IAsyncDisposable
{
    // Only so that a test that waits for nothing ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IHost _host;
    private readonly Seen _seen;

    private Application(IHost host, Seen seen) => (_host, _seen) = (host, seen);

    public IFeatureManager Features => Get<IFeatureManager>();

    public IVariantFeatureManager Variants => Get<IVariantFeatureManager>();

    public PortalConnection Portal => Get<PortalConnection>();

    /// <summary>Every line that was logged.</summary>
    public IReadOnlyCollection<string> Logs => _seen.Lines;

    /// <summary>What the portal answered each request for the state, in order.</summary>
    public IReadOnlyCollection<HttpStatusCode> Fetches => _seen.Fetches;

    /// <summary>How often it was tried to listen.</summary>
    public int Listens => _seen.Listens;

    /// <summary>Starts an application that follows the portal; without a file, and polling so seldom that a test never sees it, unless told otherwise.</summary>
    public static async Task<Application> StartAsync(
        FollowedPortal portal, Action<ReleasePortalOptions>? configure = null, Action<HostApplicationBuilder>? compose = null, bool isScoped = false)
    {
        var seen = new Seen();
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(seen).SetMinimumLevel(LogLevel.Information);
        compose?.Invoke(builder);
        var features = isScoped ? builder.Services.AddScopedFeatureManagement() : builder.Services.AddFeatureManagement();
        features.AddReleasePortal(options =>
        {
            (options.Address, options.Key, options.StateFile) = (portal.Address, portal.Secret, "");
            options.PollEvery = TimeSpan.FromHours(1);
            options.StartTimeout = TimeSpan.FromSeconds(10);
            options.Handler = () => new Watch(seen);
            configure?.Invoke(options);
        });
        builder.Services.AddHealthChecks().AddReleasePortal();
        var application = new Application(builder.Build(), seen);
        await application._host.StartAsync();
        return application;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<bool> IsOnAsync(string feature, string user = "ann") => Features.IsEnabledAsync(feature, new TargetingContext { UserId = user });

    public async Task<HealthStatus> HealthAsync() => (await Get<HealthCheckService>().CheckHealthAsync()).Status;

    /// <summary>Waits until something holds that only what arrives from the portal can bring about.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        var changed = new SemaphoreSlim(0);
        void Count() => changed.Release();

        Portal.Changed += Count;
        try
        {
            while (!await holds())
                Assert.True(await changed.WaitAsync(Patience), $"It never came to be so. {string.Join('\n', Logs)}");
        }
        finally
        {
            Portal.Changed -= Count;
        }
    }

    /// <summary>Waits until a line was logged that says so.</summary>
    public Task UntilLoggedAsync(string text) => _seen.UntilAsync(seen => seen.Lines.Any(line => line.Contains(text, StringComparison.Ordinal))).WaitAsync(Patience);

    /// <summary>Waits until the portal was asked for the state so often.</summary>
    public Task UntilFetchedAsync(int times) => _seen.UntilAsync(seen => seen.Fetches.Count >= times).WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>What goes between the application and the portal.</summary>
    private sealed class Watch(Seen seen) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isFetch = request.RequestUri!.AbsolutePath.EndsWith("flags.json", StringComparison.Ordinal);
            if (!isFetch)
                seen.Listened();
            var response = await base.SendAsync(request, cancellationToken);
            if (isFetch)
                seen.Fetched(response.StatusCode);
            return response;
        }
    }

    private sealed class Seen : ILoggerProvider, ILogger
    {
        private volatile TaskCompletionSource _more = New();
        private int _listens;

        public ConcurrentQueue<string> Lines { get; } = new();

        public ConcurrentQueue<HttpStatusCode> Fetches { get; } = new();

        public int Listens => _listens;

        public async Task UntilAsync(Func<Seen, bool> holds)
        {
            while (true)
            {
                var more = _more.Task;
                if (holds(this))
                    return;
                await more;
            }
        }

        public void Fetched(HttpStatusCode status)
        {
            Fetches.Enqueue(status);
            Tell();
        }

        public void Listened()
        {
            Interlocked.Increment(ref _listens);
            Tell();
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
            Tell();
        }

        public void Dispose()
        {
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

        private void Tell() => Interlocked.Exchange(ref _more, New()).TrySetResult();
    }
}
