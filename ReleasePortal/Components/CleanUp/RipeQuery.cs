using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Components.CleanUp;

/// <summary>How many controls have done their work.</summary>
public sealed class RipeQuery(IDbContextFactory<PortalDbContext> contexts, IOptions<UsageOptions> options, TimeProvider clock)
{
    /// <summary>The temporary controls that should go by now, of those that the actor may retire; 0 for who may retire none.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.MaintainControl) || !AccessRules.Allows(actor, Operation.SeeCleanUp))
            return 0;

        var (now, days) = (clock.GetUtcNow(), options.Value.QuietDays);
        var (today, before) = (DateOnly.FromDateTime(now.UtcDateTime), now.AddDays(-days));
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await LastEnvironmentAsync(database, cancellationToken);
        var candidates = await database.Controls.AsNoTracking()
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => control.RetiredAt == null && control.Lifetime == Lifetime.Temporary)
            .Where(control => control.RemoveBy < today
                || control.States.Any(state => state.Environment == last && state.Availability == Availability.Everyone && state.ChangedAt <= before))
            .Select(control => new
            {
                control.RemoveBy,
                State = control.States.Where(state => state.Environment == last).Select(state => new { state.State, state.ChangedAt }).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return candidates.Count(control => Ripeness.IsRipe(
            control.RemoveBy, control.State is { } state && Ripeness.VariantOfAll(state.State) is not null ? state.ChangedAt : null, now, days));
    }

    /// <summary>The environment at the end of the way: the last one where customers are, or the last of all; null when there is none.</summary>
    internal static Task<string?> LastEnvironmentAsync(PortalDbContext database, CancellationToken cancellationToken) =>
        database.Environments.AsNoTracking()
            .OrderByDescending(environment => environment.IsProduction)
            .ThenByDescending(environment => environment.Rank)
            .ThenBy(environment => environment.Key)
            .Select(environment => (string?)environment.Key)
            .FirstOrDefaultAsync(cancellationToken);
}
