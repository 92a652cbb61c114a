using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Identity.Keys;

/// <summary>An automation key at the door.</summary>
/// <param name="Actor">Who acts, with what it may do now.</param>
/// <param name="Environment">The key of the one environment that it was made for.</param>
public sealed record KeyCaller(Actor Actor, string Environment);

/// <summary>Finds who is behind the secret that a program sent.</summary>
internal sealed class KeyActors(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The caller; null when the secret is not that of an automation key in use, or nobody is there for whom it acts.</summary>
    public async Task<KeyCaller?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = KeySecret.HashOf(secret);
        var now = clock.GetUtcNow();
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var key = await database.ApiKeys.AsNoTracking()
            .Where(key => key.Kind == KeyKind.Automation)
            .Where(key => key.SecretHash == hash || (key.PreviousSecretHash == hash && key.PreviousUntil > now))
            .Select(key => new { key.Id, key.Environment })
            .SingleOrDefaultAsync(cancellationToken);
        return key is not null && await database.FindKeyAsync(key.Id, cancellationToken) is { } actor ? new KeyCaller(actor, key.Environment) : null;
    }
}
