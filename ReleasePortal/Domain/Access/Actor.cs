using System.Collections.Immutable;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Domain.Access;

public enum ActorKind
{
    Person,
    ApplicationKey,
    Schedule,
    Import,

    /// <summary>The portal itself: first start, recording of sign-ins.</summary>
    System,
}

/// <summary>
/// Who acts. Roles are those known to the caller; the desk reads a person's roles again in its own unit of work.
/// </summary>
/// <param name="Id">The person's or key's id; all zeros for the portal itself.</param>
/// <param name="Name">The name at this moment, for sentences.</param>
/// <param name="Kind">Person, key, schedule, import or the portal itself.</param>
/// <param name="Roles">The roles held.</param>
/// <param name="OnBehalfOf">The person for whom a schedule, key or import acts.</param>
public sealed record Actor(
    Guid Id,
    string Name,
    ActorKind Kind,
    ImmutableHashSet<Role> Roles,
    Guid? OnBehalfOf = null)
{
    /// <summary>For an application key, what it was made for; it may do that as far as the person may for whom it acts.</summary>
    public ImmutableHashSet<KeyPermission> Permissions { get; init; } = [];

    /// <summary>What let the actor in: the correlation of the entry about that sign-in, or first use of a key; null where none is known.</summary>
    public Guid? Session { get; init; }

    /// <summary>The portal itself.</summary>
    public static Actor Portal { get; } = new(Guid.Empty, "ReleasePortal", ActorKind.System, []);

    /// <summary>Somebody who is not signed in: may do nothing.</summary>
    public static Actor Nobody { get; } = new(Guid.Empty, "", ActorKind.Person, []);

    /// <summary>The schedule, which does what this person planned; the desk reads the roles that the person holds by then.</summary>
    public static Actor ScheduleFor(Guid owner) => new(Guid.Empty, "The schedule", ActorKind.Schedule, [], owner);

    public static Actor Person(Guid id, string name, params ReadOnlySpan<Role> roles) =>
        new(id, name, ActorKind.Person, [.. roles]);

    public bool Holds(Role role) => Roles.Contains(role);
}
