using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.History;

public sealed partial class HistoryQuery
{
    /// <summary>As many entries as are shown on either side of a moment.</summary>
    public const int MostAround = 200;

    /// <summary>What was done on all environments some time before and after a moment, as far as the actor may see it.</summary>
    /// <param name="at">The moment; what was done at that very instant counts as before.</param>
    /// <param name="span">How long before, and how long after.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HistoryAround> AroundAsync(DateTimeOffset at, TimeSpan span, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var visible = database.Entries.AsNoTracking().Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps));
        var (from, moment, until) = (at.ToUniversalTime() - span, at.ToUniversalTime(), at.ToUniversalTime() + span);
        var before = await visible
            .Where(entry => entry.At >= from && entry.At <= moment)
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Sequence)
            .Take(MostAround + 1)
            .ToListAsync(cancellationToken);
        var after = await visible
            .Where(entry => entry.At > moment && entry.At <= until)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence)
            .Take(MostAround + 1)
            .ToListAsync(cancellationToken);
        return new HistoryAround(
            await RowsAsync(database, [.. before.Take(MostAround).Reverse(), .. after.Take(MostAround)], actor, cancellationToken),
            before.Count > MostAround || after.Count > MostAround);
    }
}

/// <summary>What was done around a moment, in order.</summary>
/// <param name="Rows">The entries nearest to it.</param>
/// <param name="HasMore">Whether there are more than are shown.</param>
public sealed record HistoryAround(IReadOnlyList<HistoryRow> Rows, bool HasMore)
{
    public static HistoryAround Empty { get; } = new([], HasMore: false);
}
