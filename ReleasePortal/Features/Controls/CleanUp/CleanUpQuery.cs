using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Components.CleanUp;
using ReleasePortal.Data;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Controls.CleanUp;

/// <summary>
/// The temporary controls that could be removed. What speaks for it is read for all of them at once, in a handful of reads, and put
/// together here: 10,000 controls are a fraction of a second.
/// </summary>
public sealed class CleanUpQuery(IDbContextFactory<PortalDbContext> contexts, IOptions<UsageOptions> options, TimeProvider clock)
{
    /// <summary>Nothing for an actor who may not see the page; otherwise of the controls that the actor may see.</summary>
    public async Task<CleanUpView> ViewAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.SeeCleanUp))
            return CleanUpView.Empty;

        var (now, days) = (clock.GetUtcNow(), options.Value.QuietDays);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await RipeQuery.LastEnvironmentAsync(database, cancellationToken);
        var controls = await ControlsAsync(database, actor, last, cancellationToken);
        var usage = await SeenUsage.ReadAsync(database, last, now.AddDays(-days), cancellationToken);
        var code = await database.CodeReferences.AsNoTracking()
            .GroupBy(reference => reference.Control)
            .Select(references => new { Control = references.Key, Places = references.Sum(reference => reference.Count), Repositories = references.Count() })
            .ToDictionaryAsync(found => found.Control, StringComparer.Ordinal, cancellationToken);

        var candidates =
            from control in controls
            let found = code.GetValueOrDefault(control.Key)
            let candidate = Candidate(control, usage, now, days) with { Places = found?.Places ?? 0, Repositories = found?.Repositories ?? 0 }
            where candidate is { IsRipe: true } or { OpenSince: not null } or { IsQuiet: true }
            orderby candidate.Weight descending, candidate.OpenSince ?? DateTimeOffset.MaxValue, candidate.RemoveBy, candidate.Key
            select candidate;
        List<Candidate> ordered = [.. candidates];
        var scans = await database.CodeScans.AsNoTracking().Select(scan => new { scan.Repository, scan.Toolkits }).ToListAsync(cancellationToken);
        return new CleanUpView(
            await NamedAsync(database, ordered, cancellationToken),
            last,
            days,
            scans.Count,
            [
                .. from scan in scans
                   from toolkit in scan.Toolkits
                   group scan.Repository by toolkit into repositories
                   orderby repositories.Key
                   select new FoundToolkit(repositories.Key, [.. repositories.Order(StringComparer.Ordinal)]),
            ]);
    }

    // Variants are read for those that are shown only: they are JSON.
    private static async Task<IReadOnlyList<Candidate>> NamedAsync(PortalDbContext database, List<Candidate> candidates, CancellationToken cancellationToken)
    {
        var ids = candidates.Where(candidate => candidate.OnlyServed is not null).Select(candidate => candidate.Id).ToList();
        var variants = await database.Controls.AsNoTracking()
            .Where(control => ids.Contains(control.Id))
            .Select(control => new { control.Id, control.Variants })
            .ToDictionaryAsync(control => control.Id, control => control.Variants, cancellationToken);
        return candidates.ConvertAll(candidate => variants.TryGetValue(candidate.Id, out var known)
            ? candidate with { OnlyServed = known.FirstOrDefault(variant => variant.Key == candidate.OnlyServed)?.Name ?? candidate.OnlyServed }
            : candidate);
    }

    private static async Task<List<TemporaryControl>> ControlsAsync(
        PortalDbContext database, Actor actor, string? last, CancellationToken cancellationToken) =>
        await database.Controls.AsNoTracking()
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => control.RetiredAt == null && control.Lifetime == Lifetime.Temporary)
            .Select(control => new TemporaryControl(
                control.Id,
                control.Key,
                control.Name,
                control.Owner,
                control.Purpose,
                control.SeenByBrowsers,
                control.RemoveBy,
                control.CreatedAt,
                control.States.Where(state => state.Environment == last && state.Availability == Availability.Everyone).Select(state => state.State).FirstOrDefault(),
                control.States.Where(state => state.Environment == last && state.Availability == Availability.Everyone).Select(state => state.ChangedAt).FirstOrDefault()))
            .ToListAsync(cancellationToken);

    private static Candidate Candidate(TemporaryControl control, SeenUsage usage, DateTimeOffset now, int days)
    {
        var openSince = control.State is { } state && Ripeness.VariantOfAll(state) is not null ? control.ChangedAt : null;
        var lastAsked = usage.LastAsked(control.Key);
        var knownSince = usage.Since is { } since ? since > control.CreatedAt ? since : control.CreatedAt : now;
        return new Candidate
        {
            Id = control.Id,
            Key = control.Key,
            Name = control.Name,
            Owner = control.Owner,
            Purpose = control.Purpose,
            RemoveBy = control.RemoveBy,
            IsOverdue = control.RemoveBy < DateOnly.FromDateTime(now.UtcDateTime),
            OpenSince = openSince,
            OnlyServed = usage.OnlyServed(control.Key),
            LastAsked = lastAsked,
            KnownSince = knownSince,
            IsQuiet = (lastAsked ?? knownSince) <= now.AddDays(-days),
            Takers = usage.TakersOf(control.SeenByBrowsers && control.Purpose is Purpose.Business),
            Places = 0,
            Repositories = 0,
            IsRipe = Ripeness.IsRipe(control.RemoveBy, openSince, now, days),
        };
    }

    private sealed record TemporaryControl(
        Guid Id,
        string Key,
        string Name,
        string Owner,
        Purpose Purpose,
        bool SeenByBrowsers,
        DateOnly? RemoveBy,
        DateTimeOffset CreatedAt,
        ReleaseState? State,
        DateTimeOffset? ChangedAt);

    /// <summary>What was seen of applications, for all controls.</summary>
    private sealed class SeenUsage
    {
        private readonly Dictionary<string, long> _asked;
        private readonly Dictionary<string, string> _only;
        private readonly int _takers;
        private readonly int _browsers;

        private SeenUsage(DateTimeOffset? since, Dictionary<string, long> asked, Dictionary<string, string> only, int takers, int browsers) =>
            (Since, _asked, _only, _takers, _browsers) = (since, asked, only, takers, browsers);

        /// <summary>Since when there has been counting; null when there has not.</summary>
        public DateTimeOffset? Since { get; }

        public static async Task<SeenUsage> ReadAsync(PortalDbContext database, string? last, DateTimeOffset since, CancellationToken cancellationToken)
        {
            var from = UsageTime.MinuteOf(since);
            var uses = database.Uses.AsNoTracking();
            var counting = await uses.Where(use => use.Id == UseKey.Counting.Id).Select(use => (long?)use.FirstMinute).SingleOrDefaultAsync(cancellationToken);
            var asked = await uses
                .Where(use => use.Control != "" && use.Way == Asking.ByName)
                .GroupBy(use => use.Control)
                .Select(own => new { Control = own.Key, Last = own.Max(use => use.LastMinute) })
                .ToDictionaryAsync(own => own.Control, own => own.Last, StringComparer.Ordinal, cancellationToken);
            var served = await uses
                .Where(use => use.Control != "" && use.Variant != "" && use.Environment == last && use.LastMinute >= from)
                .GroupBy(use => use.Control)
                .Select(own => new { Control = own.Key, First = own.Min(use => use.Variant), Last = own.Max(use => use.Variant) })
                .ToListAsync(cancellationToken);
            var takers = await uses
                .Where(use => use.Control == "" && use.KeyId != Guid.Empty && use.LastMinute >= from)
                .Select(use => new
                {
                    use.KeyId,
                    IsBrowser = database.ApiKeys.Any(key => key.Id == use.KeyId && key.Kind == KeyKind.Browser),
                })
                .Distinct()
                .ToListAsync(cancellationToken);
            return new SeenUsage(
                counting is { } minute ? UsageTime.InstantOf(minute) : null,
                asked,
                served.Where(own => own.First == own.Last).ToDictionary(own => own.Control, own => own.First!, StringComparer.Ordinal),
                takers.Count(taker => !taker.IsBrowser),
                takers.Count(taker => taker.IsBrowser));
        }

        public DateTimeOffset? LastAsked(string control) => _asked.TryGetValue(control, out var minute) ? UsageTime.InstantOf(minute) : null;

        public string? OnlyServed(string control) => _only.GetValueOrDefault(control);

        public int TakersOf(bool seenByBrowsers) => _takers + (seenByBrowsers ? _browsers : 0);
    }
}
