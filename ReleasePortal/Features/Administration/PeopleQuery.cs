using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Administration;

/// <summary>A person as the administration shows them.</summary>
/// <param name="DisabledAt">Since when they cannot sign in; null for those who can.</param>
/// <param name="LockedUntil">Until when the door stays closed after too many wrong passwords; may be past.</param>
/// <param name="MustChangePassword">They have not replaced their first password yet.</param>
public sealed record PersonRow(
    Guid Id, string Name, string Email, IReadOnlyList<Role> Roles, DateTimeOffset? DisabledAt, DateTimeOffset? LockedUntil, bool MustChangePassword)
{
    /// <summary>Since when nothing is known of them; null for all others.</summary>
    public DateTimeOffset? ForgottenAt { get; init; }
}

/// <summary>Something that still names a person: what it is called, and its page.</summary>
public sealed record StillNamed(string Name, string Href);

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
            .Select(user => new PersonRow(user.Id, user.DisplayName, user.Email!, new List<Role>(), user.DisabledAt, user.LockoutEnd, user.MustChangePassword) { ForgottenAt = user.ForgottenAt })
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

    /// <summary>
    /// The groups that a person is a member of and the controls that they own, by name, address or key: forgetting does not change
    /// these, their own people do.
    /// </summary>
    public async Task<IReadOnlyList<StillNamed>> WhereNamedAsync(PersonRow person, string? userKey, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.ManagePeople))
            return [];

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var groups = await database.Groups.AsNoTracking().OrderBy(group => group.Name).ToListAsync(cancellationToken);
        var controls = await database.Controls.AsNoTracking()
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => control.Owner == person.Name || control.Owner == person.Email)
            .OrderBy(control => control.Name)
            .Select(control => new StillNamed(control.Name, "/controls/" + control.Key))
            .ToListAsync(cancellationToken);
        return
        [
            .. groups
                .Where(group => group.Members.Any(member => member == person.Email || member == userKey?.Trim()))
                .Select(group => new StillNamed(group.Name, "/audiences/" + group.Key)),
            .. controls,
        ];
    }

    private static bool Matches(PersonRow person, string text) =>
        person.Name.Contains(text, StringComparison.CurrentCultureIgnoreCase)
        || person.Email.Contains(text, StringComparison.OrdinalIgnoreCase);
}
