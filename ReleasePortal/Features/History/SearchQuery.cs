using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History;

/// <summary>
/// Looks through the history in windows, each of them one short question to the store. However few entries a filter means, no
/// question takes long, and whoever waits can be told how far it got. The windows grow while the answers come quickly.
/// </summary>
/// <param name="database">Where it is read.</param>
/// <param name="filter">What is looked for.</param>
/// <param name="actor">Who reads.</param>
/// <param name="period">The filter's period as instants.</param>
/// <param name="clock">Measures how long an answer takes.</param>
internal sealed class SearchQuery(
    PortalDbContext database, HistoryFilter filter, Actor actor, (DateTimeOffset? From, DateTimeOffset? Until) period, TimeProvider clock)
{
    /// <summary>The first window: a page of anything that is not rare.</summary>
    public const int FirstSize = 8_192;

    private const int LeastSize = 512;

    private const int MostGrowth = 64;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(40), Slow = TimeSpan.FromMilliseconds(160);

    // Several portals' clocks differ a little, and an entry carries the instant at which its change began to wait for its turn.
    private static readonly TimeSpan Disorder = TimeSpan.FromHours(1);

    /// <summary>How large the next window is; a search that goes on begins with it.</summary>
    public int Size { get; set; } = FirstSize;

    /// <summary>The part of the history in which the filter's period lies; nowhere when it names a control of which the reader knows nothing.</summary>
    public async Task<HistoryReach> ReachAsync(CancellationToken cancellationToken)
    {
        if (filter.Control is { } key && !await database.Controls.Where(Visibility.ControlsInHistoryOf(actor)).AnyAsync(control => control.Key == key, cancellationToken))
            return HistoryReach.Nowhere;

        var head = await database.HistoryHeads.Select(head => head.Sequence).SingleAsync(cancellationToken);
        var first = await database.Entries.OrderBy(entry => entry.Sequence).Select(entry => (long?)entry.Sequence).FirstOrDefaultAsync(cancellationToken);
        return new HistoryReach(
            period.From is { } from ? await database.PlaceOfAsync(from - Disorder, cancellationToken) : first ?? (head + 1),
            period.Until is { } until ? await database.PlaceOfAsync(until + Disorder, cancellationToken) : head + 1);
    }

    /// <summary>What the windows so far have left to look at.</summary>
    public HistoryReach Left { get; private set; } = HistoryReach.Whole;

    /// <summary>The entries that match, window by window; each is to be asked for before the next, which is as large as that was quick.</summary>
    /// <param name="where">Where to look.</param>
    /// <param name="upwards">From its beginning, rather than from its end.</param>
    /// <param name="patience">After how long no other window is begun.</param>
    public IEnumerable<IQueryable<Entry>> Windows(HistoryReach where, bool upwards, TimeSpan patience)
    {
        var start = clock.GetTimestamp();
        for (Left = where; !Left.IsEmpty && clock.GetElapsedTime(start) < patience;)
        {
            var asked = clock.GetTimestamp();
            var window = upwards ? Left.First(Size) : Left.Last(Size);
            Left = upwards ? Left.After(window.Until - 1) : Left.Before(window.From);
            yield return database.EntriesMatching(filter, actor, period, window);
            Adapt(clock.GetElapsedTime(asked));
        }
    }

    // What was found in a moment may have been cut short by being enough: the next window is at most so much larger.
    private void Adapt(TimeSpan took) => Size = took < Quick ? (int)Math.Min(Size * Math.Clamp((long)(Slow / took), 4, MostGrowth), int.MaxValue)
        : took > Slow ? Math.Max(Size / 4, Math.Min(Size, LeastSize))
        : Size;
}
