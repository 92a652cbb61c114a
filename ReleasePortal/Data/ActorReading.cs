using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Data;

/// <summary>Reads what an actor may do now.</summary>
internal static class ActorReading
{
    /// <summary>The actor with the name and roles held now; null for a person who is disabled or gone, or a key that was revoked.</summary>
    public static async Task<Actor?> ReadAgainAsync(this PortalDbContext database, Actor actor, CancellationToken cancellationToken)
    {
        switch (actor)
        {
            case { Kind: ActorKind.Person }:
                return await database.FindPersonAsync(actor.Id, cancellationToken) is var (name, roles) ? actor with { Name = name, Roles = roles } : null;
            case { Kind: ActorKind.Schedule, OnBehalfOf: { } owner }:
                // Without its owner it holds no role, and whatever needs one is refused in words.
                return actor with { Roles = (await database.FindPersonAsync(owner, cancellationToken))?.Roles ?? [] };
            case { Kind: ActorKind.ApplicationKey }:
                return await database.FindKeyAsync(actor.Id, cancellationToken);
            default:
                return actor;
        }
    }

    /// <summary>The actor behind an automation key; null when there is none, or it was revoked, or nobody is there for whom it acts.</summary>
    public static async Task<Actor?> FindKeyAsync(this PortalDbContext database, Guid id, CancellationToken cancellationToken)
    {
        var key = await database.ApiKeys.AsNoTracking()
            .Where(key => key.Id == id && key.RevokedAt == null && key.ActsFor != null)
            .Select(key => new { key.Name, key.ActsFor, key.Permissions })
            .SingleOrDefaultAsync(cancellationToken);
        if (key is null || await database.FindPersonAsync(key.ActsFor!.Value, cancellationToken) is not var (_, roles))
            return null;

        return new Actor(id, key.Name, ActorKind.ApplicationKey, roles, key.ActsFor) { Permissions = [.. key.Permissions] };
    }

    private static async Task<(string Name, ImmutableHashSet<Role> Roles)?> FindPersonAsync(
        this PortalDbContext database, Guid id, CancellationToken cancellationToken)
    {
        var person = await database.Users.AsNoTracking()
            .Where(user => user.Id == id && user.DisabledAt == null)
            .Select(user => new { user.DisplayName })
            .SingleOrDefaultAsync(cancellationToken);
        if (person is null)
            return null;

        var roles = await database.UserRoles
            .Where(held => held.UserId == id)
            .Join(database.Roles, held => held.RoleId, role => role.Id, (_, role) => role.Name!)
            .ToListAsync(cancellationToken);
        return (person.DisplayName, [.. roles.Select(Enum.Parse<Role>)]);
    }
}
