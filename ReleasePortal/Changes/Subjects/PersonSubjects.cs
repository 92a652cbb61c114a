using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Changes.Subjects;

/// <summary>People are kept by ASP.NET Core Identity; its stores write in the desk's own transaction.</summary>
internal sealed class PersonSubjects : ISubjects
{
    public bool Knows(Change change) => change is PersonChange;

    public async Task<Result<LoadedSubject>> LoadAsync(Change change, UnitOfWork unit, CancellationToken cancellationToken)
    {
        var wanted = (PersonChange)change;
        if (wanted is AddPerson add)
            return new LoadedPerson(new PortalUser { Id = add.Person }, wanted, unit);
        if (wanted is RecordDoorEvent { Event: DoorEvent.Stranger })
            return new LoadedPerson(new PortalUser(), wanted, unit);

        var user = await unit.Database.Users.SingleOrDefaultAsync(user => user.Id == wanted.Person, cancellationToken);
        return user is null ? new Unknown(SubjectKind.Person, wanted.Person.ToString()) : new LoadedPerson(user, wanted, unit);
    }

    private sealed class LoadedPerson(PortalUser user, PersonChange change, UnitOfWork unit) : LoadedSubject
    {
        private const int NameLength = 100;
        private readonly UserManager<PortalUser> _people = unit.Services.GetRequiredService<UserManager<PortalUser>>();

        public override Subject Subject => new(SubjectKind.Person, user.Id, user.Id.ToString(), Areas.Default);

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken) => user.ForgottenAt is not null ? new PersonForgotten() : change switch
        {
            AddPerson add => await AddAsync(add),
            SetRoles set => await SetRolesAsync(set, cancellationToken),
            RenamePerson rename => await RenameAsync(rename),
            DisablePerson => await DisableAsync(circumstances, cancellationToken),
            EnablePerson => await EnableAsync(),
            ResetPassword reset => await ResetAsync(reset),
            ChangeOwnPassword own => await ChangeOwnAsync(own, circumstances.Actor),
            MakeCalendarAddress make => await MakeCalendarAddressAsync(make, circumstances, cancellationToken),
            RemoveCalendarAddress => await RemoveCalendarAddressAsync(circumstances, cancellationToken),
            ConfirmAccessReview review => ConfirmReview(review, circumstances),
            ForgetPerson forget => await ForgetAsync(forget, circumstances, cancellationToken),
            RecordDoorEvent door => new Changed(Say(door), Before: null, After: null) { From = door.From },
            RecordExport export => new Changed(Say(export), Before: null, After: null),
            _ => throw new InvalidOperationException("Not a change of a person: " + change.GetType().Name),
        };

        private async Task<Result<Changed>> AddAsync(AddPerson add)
        {
            var errors = new FieldRules()
                .Required("email", add.Email, 200)
                .That(string.IsNullOrWhiteSpace(add.Email) || IsEmail(add.Email), "email", "Email")
                .Required("name", add.Name, NameLength)
                .Add(PasswordRules.Check("password", add.Password, add.Email, add.Name))
                .Errors;
            if (Invalid.From(errors) is { } invalid)
                return invalid;

            user.Email = user.UserName = add.Email.Trim();
            user.EmailConfirmed = true;
            user.DisplayName = add.Name.Trim();
            user.MustChangePassword = add.MustReplacePassword;
            user.LockoutEnabled = true;
            if (await _people.FindByNameAsync(user.UserName) is not null)
                return new EmailTaken(user.UserName);
            if (Refuse(await _people.CreateAsync(user, add.Password)) is { } refusal)
                return refusal;
            if (Refuse(await _people.AddToRolesAsync(user, add.Roles.Distinct().Select(role => role.ToString()))) is { } roleRefusal)
                return roleRefusal;

            var sentence = add.Roles.Count is 0 ? Say("AddPerson") : Say("AddPerson.Roles", add.Roles);
            return new Changed(sentence, Before: null, await SnapshotAsync());
        }

        private async Task<Result<Changed>> SetRolesAsync(SetRoles set, CancellationToken cancellationToken)
        {
            var held = (await RolesAsync()).ToHashSet();
            if (held.SetEquals(set.Roles))
                return new AlreadySo(user.DisplayName);
            if (held.Contains(Role.Administrator) && !set.Roles.Contains(Role.Administrator) && await IsLastAdministratorAsync(cancellationToken))
                return new LastAdministrator();

            var before = await SnapshotAsync();
            Require(await _people.RemoveFromRolesAsync(user, held.Except(set.Roles).Select(role => role.ToString())));
            Require(await _people.AddToRolesAsync(user, set.Roles.Except(held).Select(role => role.ToString())));
            Require(await _people.UpdateSecurityStampAsync(user));
            var sentence = set.Roles.Count is 0 ? Say("SetRoles.None") : Say("SetRoles", set.Roles);
            return new Changed(sentence, before, await SnapshotAsync());
        }

        private async Task<Result<Changed>> RenameAsync(RenamePerson rename)
        {
            if (Invalid.From(new FieldRules().Required("name", rename.Name, NameLength).Errors) is { } invalid)
                return invalid;
            if (user.DisplayName == rename.Name.Trim())
                return new AlreadySo(user.DisplayName);

            var before = await SnapshotAsync();
            user.DisplayName = rename.Name.Trim();
            Require(await _people.UpdateAsync(user));
            var words = Words.None.WithPersonal("before", before.Name.Value).WithPersonal("person", user.DisplayName);
            return new Changed(new Sentence("RenamePerson", words), before, await SnapshotAsync());
        }

        private async Task<Result<Changed>> DisableAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            if (user.DisabledAt is not null)
                return new AlreadySo(user.DisplayName);
            if ((await RolesAsync()).Contains(Role.Administrator) && await IsLastAdministratorAsync(cancellationToken))
                return new LastAdministrator();

            return await AlterAsync("DisablePerson", () => user.DisabledAt = circumstances.At);
        }

        private async Task<Result<Changed>> EnableAsync() => user.DisabledAt is null
            ? new AlreadySo(user.DisplayName)
            : await AlterAsync("EnablePerson", () => (user.DisabledAt, user.LockoutEnd) = (null, null));

        private async Task<Result<Changed>> ForgetAsync(ForgetPerson forget, Circumstances circumstances, CancellationToken cancellationToken)
        {
            if (user.DisabledAt is null)
                return new PersonNotDisabled();
            if ((await RolesAsync()).Contains(Role.Administrator) && await IsLastAdministratorAsync(cancellationToken))
                return new LastAdministrator();
            var errors = new FieldRules()
                .Required("reason", unit.Reason, RequestRules.ReasonLength)
                .That(!IsNamed(unit.Reason), "reason", "NamesPerson")
                .That(string.Equals(forget.Email?.Trim(), user.Email, StringComparison.OrdinalIgnoreCase), "email", "OtherAddress")
                .Text("userKey", forget.UserKey, NameLength)
                .Errors;
            if (Invalid.From(errors) is { } invalid)
                return invalid;

            await unit.WipeAsync(cancellationToken);
            await new Forgetting(unit.Database, user, forget).RunAsync(cancellationToken);
            user.DisplayName = FormerPerson.NameOf(user.Id);
            user.Email = user.UserName = FormerPerson.NewAddress();
            (user.PasswordHash, user.PhoneNumber, user.LockoutEnd) = (null, null, null);
            (user.ForgottenAt, user.MustChangePassword) = (circumstances.At, false);
            Require(await _people.UpdateSecurityStampAsync(user));
            return new Changed(new Sentence("ForgetPerson", Words.Of(("person", user.DisplayName))), Before: null, After: null);
        }

        private bool IsNamed(string? text) => new[] { user.DisplayName, user.Email }
            .Any(name => !string.IsNullOrEmpty(name) && text?.Contains(name, StringComparison.OrdinalIgnoreCase) is true);

        private async Task<Result<Changed>> ResetAsync(ResetPassword reset)
        {
            if (CheckPassword(reset.Password) is { } invalid)
                return invalid;

            // Without a token: making one may create a data-protection key, and its connection would wait for this transaction.
            Require(await _people.RemovePasswordAsync(user));
            if (Refuse(await _people.AddPasswordAsync(user, reset.Password)) is { } refusal)
                return refusal;

            return await AlterAsync("ResetPassword", () => (user.MustChangePassword, user.LockoutEnd) = (true, null));
        }

        private async Task<Result<Changed>> ChangeOwnAsync(ChangeOwnPassword own, Actor actor)
        {
            if (own.Person != actor.Id)
                return new NotAllowed(Operation.ManageOwnAccount);
            if (!await _people.CheckPasswordAsync(user, own.Current))
                return new WrongPassword();
            if (CheckPassword(own.Password) is { } invalid)
                return invalid;
            if (own.Password == own.Current)
                return new Invalid("password", "Password.Same");
            if (Refuse(await _people.ChangePasswordAsync(user, own.Current, own.Password)) is { } refusal)
                return refusal;

            return await AlterAsync("ChangeOwnPassword", () => user.MustChangePassword = false);
        }

        private async Task<Result<Changed>> MakeCalendarAddressAsync(
            MakeCalendarAddress make, Circumstances circumstances, CancellationToken cancellationToken)
        {
            if (user.Id != circumstances.Actor.Id)
                return new NotAllowed(Operation.ManageOwnAccount);

            var address = await FindCalendarAddressAsync(cancellationToken);
            var isFirst = address is null;
            if (address is null)
                unit.Database.Add(address = new CalendarAddress(user.Id));
            address.Take(make.TokenHash, circumstances.At);
            return new Changed(Say(isFirst ? "MakeCalendarAddress" : "MakeCalendarAddress.Again"), Before: null, After: null);
        }

        private async Task<Result<Changed>> RemoveCalendarAddressAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            if (user.Id != circumstances.Actor.Id)
                return new NotAllowed(Operation.ManageOwnAccount);
            if (await FindCalendarAddressAsync(cancellationToken) is not { } address)
                return new AlreadySo(user.DisplayName);

            unit.Database.Remove(address);
            return new Changed(Say("RemoveCalendarAddress"), Before: null, After: null);
        }

        private Result<Changed> ConfirmReview(ConfirmAccessReview review, Circumstances circumstances)
        {
            if (user.Id != circumstances.Actor.Id)
                return new NotAllowed(Operation.ManagePeople);
            if (review.Until <= review.From || review.Until > circumstances.At)
                return new Invalid("until", "ReviewPeriod");

            var words = Words.None.With("from", review.From).With("until", review.Until);
            return new Changed(new Sentence(nameof(ConfirmAccessReview), words), Before: null, After: null);
        }

        private Task<CalendarAddress?> FindCalendarAddressAsync(CancellationToken cancellationToken) =>
            unit.Database.CalendarAddresses.SingleOrDefaultAsync(address => address.PersonId == user.Id, cancellationToken);

        private Invalid? CheckPassword(string password) =>
            Invalid.From(PasswordRules.Check("password", password, user.Email, user.DisplayName));

        private async Task<Result<Changed>> AlterAsync(string sentence, Action act)
        {
            var before = await SnapshotAsync();
            act();
            Require(await _people.UpdateSecurityStampAsync(user));
            return new Changed(Say(sentence), before, await SnapshotAsync());
        }

        private Sentence Say(string key, IEnumerable<Role>? roles = null)
        {
            var words = Words.None.WithPersonal("person", user.DisplayName);
            return new Sentence(key, roles is null ? words : words.With("roles", roles.Order().Select(role => role.ToString())));
        }

        private Sentence Say(RecordDoorEvent door) => door switch
        {
            { Event: not DoorEvent.Stranger } => Say("RecordDoorEvent." + door.Event),
            { Times: 1 } => new Sentence("RecordDoorEvent.Stranger", Words.None),
            _ => new Sentence("RecordDoorEvent.Stranger.Many", Words.Of(("times", door.Times.ToString(CultureInfo.InvariantCulture)))),
        };

        // What was asked for may name people.
        private Sentence Say(RecordExport export) => new(
            "RecordExport." + export.Form + (export.IsBrokenOff ? ".BrokenOff" : ""),
            Words.None.WithPersonal("person", user.DisplayName)
                .WithPersonal("what", export.Of)
                .With("entries", export.Entries.ToString("N0", CultureInfo.InvariantCulture)));

        private async Task<PersonSnapshot> SnapshotAsync() => new(
            new PersonalText(user.DisplayName),
            new PersonalText(user.Email ?? ""),
            [.. (await RolesAsync()).Order()],
            user.DisabledAt is not null);

        private async Task<IEnumerable<Role>> RolesAsync() => (await _people.GetRolesAsync(user)).Select(Enum.Parse<Role>);

        private async Task<bool> IsLastAdministratorAsync(CancellationToken cancellationToken)
        {
            var others = from held in unit.Database.UserRoles
                         join role in unit.Database.Roles on held.RoleId equals role.Id
                         join other in unit.Database.Users on held.UserId equals other.Id
                         where role.Name == nameof(Role.Administrator) && other.Id != user.Id && other.DisabledAt == null
                         select other.Id;
            return !await others.AnyAsync(cancellationToken);
        }

        private static bool IsEmail(string text) => new System.ComponentModel.DataAnnotations.EmailAddressAttribute().IsValid(text.Trim());

        private static Invalid? Refuse(IdentityResult result)
        {
            if (result.Succeeded)
                return null;
            if (result.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.ConcurrencyFailure)))
                throw new DbUpdateConcurrencyException("The person signed in or out, or failed to, at the same moment.");

            return new Invalid([.. result.Errors.Select(error => new FieldError(
                error.Code.Contains("Password", StringComparison.Ordinal) ? "password" : "email",
                "Password",
                error.Description))]);
        }

        private static void Require(IdentityResult result)
        {
            if (Refuse(result) is { } refusal)
                throw new InvalidOperationException($"Identity refused what the desk had allowed: {refusal.Message}");
        }
    }
}
