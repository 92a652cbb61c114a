using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ReleasePortal.Changes;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Identity;

/// <summary>How an attempt to sign in ended.</summary>
public enum DoorAnswer
{
    SignedIn,

    /// <summary>Signed in, and a password of one's own is to be chosen first.</summary>
    ChoosePassword,

    /// <summary>The address or the password is not right; which one is not said.</summary>
    Refused,

    /// <summary>Too many wrong passwords for this address; the right one is refused too for a while.</summary>
    LockedOut,

    /// <summary>The password is right, and the account is disabled.</summary>
    Disabled,
}

/// <summary>Lets people in and out; what happens at it is written to the history.</summary>
public sealed class Door(
    UserManager<PortalUser> people,
    SignInManager<PortalUser> signIn,
    PortalDbContext database,
    ChangeDesk desk,
    OpenSessions sessions,
    Strangers strangers,
    SeldomRecorded seldom,
    IOptions<DoorOptions> options,
    TimeProvider clock)
{
    /// <summary>Longer ones are nobody's password and are not worth the hashing.</summary>
    private const int MaxPasswordLength = 500;

    private const int MaxEmailLength = 200;

    private const int MostTries = 20;

    // A password that nobody has, hashed once: checking against it takes as long as checking against a real one.
    private static string? NobodysHash;

    /// <summary>Signs a person in. Refusals take equally long, whether there is such an account or not.</summary>
    public async Task<DoorAnswer> SignInAsync(string email, string password)
    {
        var shortest = Task.Delay(TimeSpan.FromMilliseconds(options.Value.RefusalMilliseconds), clock, CancellationToken.None);
        var answer = await AnswerAsync(email, password);
        if (answer is not (DoorAnswer.SignedIn or DoorAnswer.ChoosePassword))
            await shortest;
        return answer;
    }

    /// <summary>Ends the session, its open pages too.</summary>
    public async Task SignOutAsync(ClaimsPrincipal principal)
    {
        sessions.End(principal);
        await signIn.SignOutAsync();
        if (principal.ToActor() is { Id: var id, Session: var session } && id != Guid.Empty)
            await RecordAsync(id, [DoorEvent.SignedOut], Actor.Portal with { Session = session });
    }

    /// <summary>Replaces a person's own password. This session goes on; all others of the person end.</summary>
    public async Task<Refusal?> ChangePasswordAsync(ClaimsPrincipal principal, string current, string password)
    {
        var actor = principal.ToActor();
        var session = NewSession();
        var result = await desk.ApplyAsync(new ChangeSet([new ChangeOwnPassword(actor.Id, current, password)], Correlation: session), actor);
        if (result.Refusal is { } refusal)
            return refusal;

        sessions.End(principal);
        var person = await people.FindByIdAsync(actor.Id.ToString());
        await database.Entry(person!).ReloadAsync(); // the check of the cookie has read it before the desk changed it
        await OpenSessionAsync(person!, session);
        return null;
    }

    private async Task<DoorAnswer> AnswerAsync(string email, string password)
    {
        email = email.Trim();
        var person = CanBeAnEmail(email) ? await people.FindByNameAsync(email) : null;
        if (person is null || await people.IsLockedOutAsync(person))
        {
            CheckNobodysPassword(password);
            return person is null ? await RefuseStrangerAsync(email) : DoorAnswer.LockedOut;
        }

        if (password.Length > MaxPasswordLength || !await people.CheckPasswordAsync(person, password))
            return await RefuseAsync(person);
        if (person.DisabledAt is not null)
        {
            if (seldom.Count(person.Id) > 0)
                await RecordAsync(person.Id, [DoorEvent.Disabled]);
            return DoorAnswer.Disabled;
        }

        var session = NewSession();
        await people.ResetAccessFailedCountAsync(person);
        await OpenSessionAsync(person, session);
        await RecordAsync(person.Id, [DoorEvent.SignedIn], session: session);
        return person.MustChangePassword ? DoorAnswer.ChoosePassword : DoorAnswer.SignedIn;
    }

    private async Task<DoorAnswer> RefuseAsync(PortalUser person)
    {
        // Attempts at the same moment each count: one that another overtook counts itself again.
        for (var tries = 0; tries < MostTries && !(await people.AccessFailedAsync(person)).Succeeded; tries++)
            await database.Entry(person).ReloadAsync();

        var isLockedOut = await people.IsLockedOutAsync(person);
        await RecordAsync(person.Id, isLockedOut ? [DoorEvent.SignInFailed, DoorEvent.LockedOut] : [DoorEvent.SignInFailed]);
        return isLockedOut ? DoorAnswer.LockedOut : DoorAnswer.Refused;
    }

    private async Task<DoorAnswer> RefuseStrangerAsync(string email)
    {
        if (strangers.Fail(people.NormalizeName(email)))
            return DoorAnswer.LockedOut;
        if (seldom.Count(Guid.Empty) is > 0 and var times)
            await RecordAsync([new RecordDoorEvent(Guid.Empty, DoorEvent.Stranger) { Times = times }], Actor.Portal, session: null);
        return DoorAnswer.Refused;
    }

    private static bool CanBeAnEmail(string text) => text.Length is > 0 and <= MaxEmailLength && !text.Any(char.IsControl);

    private void CheckNobodysPassword(string password)
    {
        var nobody = new PortalUser();
        NobodysHash ??= people.PasswordHasher.HashPassword(nobody, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        if (password.Length <= MaxPasswordLength)
            people.PasswordHasher.VerifyHashedPassword(nobody, NobodysHash, password);
    }

    private Guid NewSession() => Guid.CreateVersion7(clock.GetUtcNow());

    private Task OpenSessionAsync(PortalUser person, Guid session) => signIn.SignInWithClaimsAsync(
        person, isPersistent: false, [new Claim(PortalClaims.SessionId, session.ToString(PortalClaims.SessionIdForm))]);

    private Task RecordAsync(Guid person, DoorEvent[] events, Actor? by = null, Guid? session = null) =>
        RecordAsync(events.Select(what => new RecordDoorEvent(person, what)), by ?? Actor.Portal, session);

    // Not given up when the browser hangs up: what happened is recorded. A session is known by the correlation of what began it.
    private Task RecordAsync(IEnumerable<RecordDoorEvent> events, Actor by, Guid? session)
    {
        var from = RequestOrigins.Of(signIn.Context);
        return desk.ApplyAsync(new ChangeSet([.. events.Select(what => what with { From = from })], Source: ChangeSource.Portal, Correlation: session), by);
    }
}
