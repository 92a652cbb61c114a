using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Administration;

/// <summary>An API key without its secret, which nobody has but the application.</summary>
/// <param name="ActsFor">The name of the person on whose behalf an automation key acts.</param>
/// <param name="Prefix">The secret's first characters, to tell keys apart.</param>
/// <param name="Origins">For browsers: whose pages may use it.</param>
/// <param name="PreviousUntil">Until when the secret before the last rotation works; null when it does not.</param>
/// <param name="LastUsedAt">To the minute; null when it never was used.</param>
public sealed record KeyRow(
    Guid Id,
    string Name,
    KeyKind Kind,
    string? ActsFor,
    IReadOnlyList<string> Origins,
    string Environment,
    string Prefix,
    DateTimeOffset? PreviousUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt)
{
    /// <summary>For servers: whether it may be answered under a business configuration.</summary>
    public bool MayUseConfigurations { get; init; }
}

/// <summary>The API keys, for those who manage them.</summary>
public sealed class KeysQuery(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>All of them, the latest first; none for an actor who does not manage keys.</summary>
    public async Task<IReadOnlyList<KeyRow>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.ManageKeys))
            return [];

        var now = clock.GetUtcNow();
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.ApiKeys.AsNoTracking()
            .OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Id)
            .Select(key => new KeyRow(
                key.Id,
                key.Name,
                key.Kind,
                database.Users.Where(user => user.Id == key.ActsFor).Select(user => user.DisplayName).FirstOrDefault(),
                key.Origins,
                key.Environment,
                key.Prefix,
                key.PreviousUntil > now ? key.PreviousUntil : null,
                key.CreatedAt,
                key.RevokedAt,
                key.LastUsedAt)
            {
                MayUseConfigurations = key.MayUseConfigurations,
            })
            .ToListAsync(cancellationToken);
    }
}
