using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ReleasePortal.FeatureManagement;

namespace WebShop;

/// <summary>Tells open pages to look again as soon as a feature has changed.</summary>
internal sealed class Refreshes(PortalConnection portal, IHostApplicationLifetime life)
{
    public static IResult Listen(Refreshes refreshes, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(refreshes.FollowAsync(cancellationToken));

    // One pending word is enough, however much happens; the first is for what changed while the page was on its way.
    private async IAsyncEnumerable<string> FollowAsync([EnumeratorCancellation] CancellationToken gone)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(gone, life.ApplicationStopping);
        var changes = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Tell() => changes.Writer.TryWrite("refresh");

        portal.Changed += Tell;
        await using var end = ends.Token.Register(() => changes.Writer.TryComplete());
        try
        {
            Tell();
            await foreach (var change in changes.Reader.ReadAllAsync(CancellationToken.None))
                yield return change;
        }
        finally
        {
            portal.Changed -= Tell;
        }
    }
}
