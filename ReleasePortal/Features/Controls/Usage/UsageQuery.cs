using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Controls.Usage;

/// <summary>Who asks for one control. Whoever may see its page may see this.</summary>
public sealed class UsageQuery(IDbContextFactory<PortalDbContext> contexts, IOptions<UsageOptions> options, TimeProvider clock)
{
    /// <summary>How many minutes "now" is averaged over, up to the one that is running.</summary>
    private const int NowMinutes = 3;

    /// <summary>Null when there is no such control that the actor may see.</summary>
    public async Task<ControlUsage?> FindAsync(
        string key, Actor actor, UsagePeriod period = UsagePeriod.Hour, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var control = await database.Controls.AsNoTracking()
            .Where(Visibility.ControlsVisibleTo(actor))
            .SingleOrDefaultAsync(known => known.Key == key, cancellationToken);
        if (control is null)
            return null;

        var now = clock.GetUtcNow();
        var uses = await database.Uses.AsNoTracking().Where(use => use.Control == key || use.Control == "").ToListAsync(cancellationToken);
        var counting = uses.Find(use => use.Id == UseKey.Counting.Id);
        var keyIds = uses.Select(use => use.KeyId).Distinct().ToList();
        var keys = await database.ApiKeys.AsNoTracking().Where(known => keyIds.Contains(known.Id)).ToDictionaryAsync(known => known.Id, cancellationToken);
        var counts = await CountsAsync(database, uses, period.SpanOf(), period.BeginOf(now), long.MaxValue, cancellationToken);
        var running = UsageTime.MinuteOf(now);
        var recent = await CountsAsync(database, uses, UsageTime.Minute, running - NowMinutes, running, cancellationToken);

        var since = counting is null ? now : UsageTime.InstantOf(counting.FirstMinute);
        return new ControlUsage(
            since > control.CreatedAt ? since : control.CreatedAt,
            since <= control.CreatedAt,
            [.. AskersOf(control, uses, keys, recent, running).OrderBy(asker => asker.Way).ThenByDescending(asker => asker.Last)],
            [.. counts.Select(count => new ServedCount(count.Use.Environment, count.Use.Variant, count.At, count.Count))],
            period.BeginOf(now));
    }

    /// <summary>Who asked for a control by name so lately that retiring it needs a reason; null for nobody, or no control that the actor may see.</summary>
    public async Task<StillAskedFor?> StillAskedAsync(string key, Actor actor, CancellationToken cancellationToken = default)
    {
        var days = options.Value.QuietDays;
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var name = await database.Controls
            .Where(Visibility.ControlsVisibleTo(actor)).Where(known => known.Key == key).Select(known => known.Name)
            .SingleOrDefaultAsync(cancellationToken);
        return name is not null && await database.LastAskerAsync(key, clock.GetUtcNow().AddDays(-days), cancellationToken) is var (application, last)
            ? new StillAskedFor(name, application, last, days)
            : null;
    }

    private static async Task<List<(Use Use, long At, long Count)>> CountsAsync(
        PortalDbContext database, List<Use> uses, int span, long from, long before, CancellationToken cancellationToken)
    {
        var own = uses.Where(use => use.Control.Length > 0).ToDictionary(use => use.Id);
        var counts = await database.UseCounts.AsNoTracking()
            .Where(count => own.Keys.Contains(count.UseId) && count.Span == span && count.At >= from && count.At < before)
            .ToListAsync(cancellationToken);
        return [.. counts.Select(count => (own[count.UseId], count.At, count.Count))];
    }

    private static IEnumerable<Asker> AskersOf(
        ReleaseControl control, List<Use> uses, Dictionary<Guid, ApiKey> keys, List<(Use Use, long At, long Count)> recent, long running) =>
        from use in uses
        where use.KeyId != Guid.Empty
        where use.Control.Length > 0 || MaySee(keys.GetValueOrDefault(use.KeyId), use, control)
        group use by (use.Environment, use.KeyId, use.Way) into asked
        let key = keys.GetValueOrDefault(asked.Key.KeyId)
        let firstMinute = asked.Min(use => use.FirstMinute)
        let first = UsageTime.InstantOf(firstMinute)
        select new Asker(
            asked.Key.Environment,
            asked.Key.KeyId,
            key?.Name,
            key is null || key.RevokedAt is not null,
            asked.Key.Way,
            first < control.CreatedAt ? control.CreatedAt : first,
            UsageTime.InstantOf(asked.Max(use => use.LastMinute)),
            asked.Key.Way is Asking.InProcess
                ? null
                : recent.Where(count => asked.Contains(count.Use)).Sum(count => (double)count.Count) / Math.Clamp(running - firstMinute, 1, NowMinutes));

    /// <summary>Whether the control was among everything that an application took; a retired one is no more.</summary>
    private static bool MaySee(ApiKey? key, Use everything, ReleaseControl control) =>
        UsageTime.InstantOf(everything.LastMinute) >= control.CreatedAt
        && control.RetiredAt is null
        && (key?.Kind is not KeyKind.Browser || (control.SeenByBrowsers && control.Purpose is Purpose.Business));
}
