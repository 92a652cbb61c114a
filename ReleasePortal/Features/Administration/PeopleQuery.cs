using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Administration;

/// <summary>A person as the administration shows them.</summary>
/// <param name="DisabledAt">Since when they cannot sign in; null for those who can.</param>
/// <param name="LockedUntil">Until when the door stays closed after too many wrong passwords; may be past.</param>
/// <param name="MustChangePassword">They have not replaced their first password yet.</param>
public sealed record PersonRow(
    Guid Id, string Name, string Email, IReadOnlyList<Role> Roles, DateTimeOffset? DisabledAt, DateTimeOffset? LockedUntil, bool MustChangePassword);

/// <summary>The people who have accounts, for those who manage them.</summary>
public sealed class PeopleQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>All of them, by name, disabled ones last; none for an actor who does not manage people.</summary>
    /// <param name="text">Only those whose name or address contains it.</param>
    public async Task<IReadOnlyList<PersonRow>> ListAsync(string? text, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.ManagePeople))
            return [];

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var held = await database.UserRoles
            .Join(database.Roles, held => held.RoleId, role => role.Id, (held, role) => new { held.UserId, Role = role.Name! })
            .ToListAsync(cancellationToken);
        var roles = held.ToLookup(one => one.UserId, one => Enum.Parse<Role>(one.Role));
        var people = await database.Users.AsNoTracking()
            .Select(user => new PersonRow(user.Id, user.DisplayName, user.Email!, new List<Role>(), user.DisabledAt, user.LockoutEnd, user.MustChangePassword))
            .ToListAsync(cancellationToken);

        // Names of all languages compare in memory; an organisation's people are few enough.
        return
        [
            .. people
                .Where(person => Matches(person, text?.Trim() ?? ""))
                .OrderBy(person => person.DisabledAt is not null).ThenBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)
                .Select(person => person with { Roles = [.. roles[person.Id].Order()] }),
        ];
    }

    private static bool Matches(PersonRow person, string text) =>
        person.Name.Contains(text, StringComparison.CurrentCultureIgnoreCase)
        || person.Email.Contains(text, StringComparison.OrdinalIgnoreCase);
}
