using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.History;

public sealed partial class HistoryQuery
{
    /// <summary>Beyond this nobody wants to know it exactly.</summary>
    public const int MostCounted = 1_000;

    private static readonly TimeSpan CountingPatience = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How many entries the filter means, of those that the reader may see: exactly where that is quickly told, else as many as were
    /// counted until then.
    /// </summary>
    public async Task<HistoryCount> CountAsync(HistoryFilter filter, Actor actor, TimeZoneInfo zone, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var search = new SearchQuery(database, filter, actor, HistoryPeriod.Of(filter, clock.GetUtcNow(), zone), clock);
        var reach = await search.ReachAsync(cancellationToken);
        if (filter.IsEmpty && Visibility.SeesWholeHistory(actor))
            return new HistoryCount(reach.Until - reach.From, IsExact: true); // no entry is missing in between

        var (counted, enough) = (0, MostCounted + 1);
        foreach (var matching in search.Windows(reach, upwards: false, CountingPatience))
        {
            counted += await matching.OrderByDescending(entry => entry.Sequence).Take(enough - counted).CountAsync(cancellationToken);
            if (counted == enough)
                return new HistoryCount(MostCounted, IsExact: false);
        }

        return new HistoryCount(counted, search.Left.IsEmpty);
    }
}
