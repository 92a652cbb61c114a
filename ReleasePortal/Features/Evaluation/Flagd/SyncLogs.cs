using Microsoft.Extensions.Logging.Abstractions;

namespace ReleasePortal.Features.Evaluation.Flagd;

/// <summary>
/// The portal's log, without what the second server says of its own start: tools take the first "Now listening on" for the portal's
/// address.
/// </summary>
internal sealed class SyncLogs(ILoggerFactory portal) : ILoggerFactory
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
