using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Decoupling;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Steps;

/// <summary>Which applications ask, and for which controls, as far as it was counted.</summary>
internal static class ArchitectureQuery
{
    public static async Task<ArchitectureFacts> ReadAsync(
        PortalDbContext database, IReadOnlyList<SteppedControl> controls, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var since = UsageTime.MinuteOf(from);
        var keys = await database.ApiKeys.AsNoTracking()
            .Where(key => key.RevokedAt == null && (key.Kind == KeyKind.Server || key.Kind == KeyKind.Browser))
            .Select(key => new { key.Id, key.Kind })
            .ToDictionaryAsync(key => key.Id, key => key.Kind, cancellationToken);
        var uses = await database.Uses.AsNoTracking()
            .Where(use => use.LastMinute >= since && use.KeyId != Guid.Empty && (use.Control == "" || use.Way == Asking.ByName))
            .Select(use => new { use.Control, use.KeyId })
            .ToListAsync(cancellationToken);
        var limits = await database.BudgetLimitsAsync(cancellationToken);

        // What was asked for that the reader may not see is in no count, not even in that of applications.
        var known = controls.Select(control => control.Key).ToHashSet(StringComparer.Ordinal);
        var seen = uses.FindAll(use => use.Control.Length is 0 || known.Contains(use.Control));
        var named = seen.Select(use => use.Control).ToHashSet(StringComparer.Ordinal);
        var takers = seen.Where(use => use.Control.Length is 0).Select(use => use.KeyId).ToHashSet();
        var takesAll = takers.Any(key => keys.GetValueOrDefault(key) is KeyKind.Server);
        var takesBusiness = takers.Count > 0;

        Part Asked(Lifetime lifetime)
        {
            var those = controls.Where(control => control.Lifetime == lifetime).ToList();
            return new Part(those.Count(control => named.Contains(control.Key) || takesAll || (takesBusiness && SeenByBrowsers(control))), those.Count);
        }

        return new ArchitectureFacts(
            new ArchitectureStep(
                new Part(seen.Select(use => use.KeyId).Distinct().Count(keys.ContainsKey), keys.Count),
                Asked(Lifetime.Temporary),
                Asked(Lifetime.LongLived),
                new Part(Enum.GetValues<Budget>().Count(budget => limits.Of(budget) is not null), Enum.GetValues<Budget>().Length)),
            takers.Count);
    }

    private static bool SeenByBrowsers(SteppedControl control) => control is { SeenByBrowsers: true, Purpose: Purpose.Business };
}
