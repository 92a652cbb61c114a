using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.People;

/// <summary>A change of a person, their roles or their account.</summary>
/// <param name="Person">The person's id.</param>
public abstract record PersonChange(Guid Person) : Change
{
    public override Operation Operation => Operation.ManagePeople;
}

/// <summary>A new person with a first password.</summary>
/// <param name="Person">A UUIDv7 for the new person.</param>
/// <param name="Email">The address to sign in with.</param>
/// <param name="Name">What others see.</param>
/// <param name="Roles">May be empty: the person can sign in and see that they have no role yet.</param>
/// <param name="Password">The first password; never stored or logged as it is.</param>
/// <param name="MustReplacePassword">Whether the person has to choose another one at the first sign-in.</param>
public sealed record AddPerson(
    Guid Person, string Email, string Name, IReadOnlyList<Role> Roles, string Password, bool MustReplacePassword = true) : PersonChange(Person)
{
    public override string ToString() => $"{nameof(AddPerson)} {Person}";
}

public sealed record SetRoles(Guid Person, IReadOnlyList<Role> Roles) : PersonChange(Person);

public sealed record RenamePerson(Guid Person, string Name) : PersonChange(Person);

/// <summary>The person can no longer sign in; open pages lose their powers at the next act.</summary>
public sealed record DisablePerson(Guid Person) : PersonChange(Person);

public sealed record EnablePerson(Guid Person) : PersonChange(Person);

/// <summary>A new password set by an administrator, which the person must replace.</summary>
public sealed record ResetPassword(Guid Person, string Password) : PersonChange(Person)
{
    public override string ToString() => $"{nameof(ResetPassword)} {Person}";
}

/// <summary>A person's own change of password.</summary>
public sealed record ChangeOwnPassword(Guid Person, string Current, string Password) : PersonChange(Person)
{
    public override Operation Operation => Operation.ManageOwnAccount;

    public override string ToString() => $"{nameof(ChangeOwnPassword)} {Person}";
}

/// <summary>A secret address for the person's own calendar; the one before it stops working.</summary>
/// <param name="Person">The person, who alone may do this.</param>
/// <param name="TokenHash">The hash of its secret part; no address is ever stored or told.</param>
public sealed record MakeCalendarAddress(Guid Person, string TokenHash) : PersonChange(Person)
{
    public override Operation Operation => Operation.ManageOwnAccount;

    public override string ToString() => $"{nameof(MakeCalendarAddress)} {Person}";
}

/// <summary>The person's secret address stops working, and there is no other.</summary>
public sealed record RemoveCalendarAddress(Guid Person) : PersonChange(Person)
{
    public override Operation Operation => Operation.ManageOwnAccount;
}

/// <summary>An access review is done: somebody has looked at who could release what in a period, and who did.</summary>
/// <param name="Person">Who looked: whoever confirms it, alone.</param>
/// <param name="From">The beginning of the period.</param>
/// <param name="Until">Its end, which has passed.</param>
public sealed record ConfirmAccessReview(Guid Person, DateTimeOffset From, DateTimeOffset Until) : PersonChange(Person);

/// <summary>What happened at the door; recorded by the portal itself.</summary>
public enum DoorEvent
{
    SignedIn,
    SignInFailed,
    LockedOut,
    SignedOut,

    /// <summary>The password was right, and the account is disabled.</summary>
    Disabled,

    /// <summary>Nobody has the address that was typed. It is not recorded: people type passwords there, too.</summary>
    Stranger,
}

/// <param name="Person">Whose account it was; all zeros for <see cref="DoorEvent.Stranger"/>.</param>
/// <param name="Event">What happened.</param>
public sealed record RecordDoorEvent(Guid Person, DoorEvent Event) : PersonChange(Person)
{
    public override Operation Operation => Operation.RecordSecurityEvent;

    /// <summary>Where it came from.</summary>
    public RequestOrigin? From { get; init; }

    /// <summary>How many times it happened: those of strangers are recorded together when there are many.</summary>
    public int Times { get; init; } = 1;
}

/// <summary>What the history keeps of a person.</summary>
public sealed record PersonSnapshot(PersonalText Name, PersonalText Email, IReadOnlyList<Role> Roles, bool Disabled);

/// <summary>There must always be somebody who can manage people.</summary>
public sealed record LastAdministrator : Refusal
{
    public override string? Field => "roles";
}

/// <summary>Another person signs in with that address.</summary>
public sealed record EmailTaken(string Email) : Refusal
{
    public override string? Field => "email";

    protected override Words Words => Words.Of(("email", Email));
}

/// <summary>The current password is not right.</summary>
public sealed record WrongPassword : Refusal
{
    public override string? Field => "current";
}
