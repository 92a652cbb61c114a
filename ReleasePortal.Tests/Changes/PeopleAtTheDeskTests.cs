using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>People, their roles and passwords through the one door.</summary>
public abstract class PeopleAtTheDeskTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private const string AnotherPassword = "where the river bends";

    [Fact]
    public async Task AddPerson_CanSignInAndMustReplaceThePassword()
    {
        var id = Guid.CreateVersion7();

        var applied = await Portal.ApplyAsync(
            Administrator, new AddPerson(id, " nina@example.com ", " Nina New ", [Role.Engineer, Role.Auditor], TestPortal.Password));

        var user = await UserAsync(id);
        Assert.Equal(("nina@example.com", "Nina New", true), (user.Email, user.DisplayName, user.MustChangePassword));
        Assert.True(await HasPasswordAsync(id, TestPortal.Password));
        Assert.Equal("Ada Administrator added Nina New as Engineer and Auditor", (await Portal.LineAsync(applied.Entries[0])).Plain());
    }

    [Fact]
    public async Task AddPerson_WithoutARole_IsAdded()
    {
        var applied = await Portal.ApplyAsync(Administrator, ANewPerson());

        Assert.Equal("Ada Administrator added Nina New", (await Portal.LineAsync(applied.Entries[0])).Plain());
    }

    [Fact]
    public async Task AddPerson_AddressOfSomebodyElse_IsRefused()
    {
        var result = await Portal.TryAsync(Administrator, ANewPerson() with { Email = TestPortal.EmailOf(Marketing).ToUpperInvariant() });

        Assert.Equal("email", Assert.IsType<EmailTaken>(result.Refusal).Field);
    }

    [Theory]
    [InlineData("", "Nina", "email: Required")]
    [InlineData("nina", "Nina", "email: Email")]
    [InlineData("nina@example.com", "", "name: Required")]
    [InlineData("nina@example.com", "line\nbreak", "name: Characters")]
    public async Task AddPerson_FieldThatDoesNotHold_IsRefused(string email, string name, string error)
    {
        var result = await Portal.TryAsync(Administrator, ANewPerson() with { Email = email, Name = name });

        Assert.Equal([error], result.Refusal.Errors());
    }

    [Fact]
    public async Task AddPerson_OverLongFields_AreRefused()
    {
        var result = await Portal.TryAsync(
            Administrator, ANewPerson() with { Email = new string('x', 200) + "@example.com", Name = new string('x', 101) });

        Assert.Equal(["email: TooLong", "name: TooLong"], result.Refusal.Errors());
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("password1234")]
    public async Task AddPerson_WeakPassword_IsRefusedAtItsField(string password)
    {
        var id = Guid.CreateVersion7();

        var result = await Portal.TryAsync(Administrator, ANewPerson() with { Person = id, Password = password });

        Assert.Equal("password", Assert.IsType<Invalid>(result.Refusal).Field);
        Assert.False(await Portal.ReadAsync(database => database.Users.AnyAsync(user => user.Id == id)));
    }

    [Fact]
    public async Task AddPerson_HistoryTellsNoPassword()
    {
        await Portal.ApplyAsync(Administrator, ANewPerson());

        var texts = await Portal.ReadAsync(database => database.EntryTexts.Select(text => text.Text).ToListAsync());
        Assert.DoesNotContain(texts, text => text.Contains(TestPortal.Password, StringComparison.Ordinal));
        Assert.DoesNotContain(await Portal.EntriesAsync(), entry => entry.Canonical.Contains(TestPortal.Password, StringComparison.Ordinal));
        Assert.DoesNotContain(await Portal.EntriesAsync(), entry => entry.Canonical.Contains("Nina", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SetRoles_OfAPerson_EndsTheirOldPowersAndStamp()
    {
        var stamp = (await UserAsync(Marketing.Id)).SecurityStamp;

        var applied = await Portal.ApplyAsync(Administrator, new SetRoles(Marketing.Id, [Role.Auditor]));

        Assert.NotEqual(stamp, (await UserAsync(Marketing.Id)).SecurityStamp);
        Assert.Equal([nameof(Role.Auditor)], await RolesAsync(Marketing.Id));
        Assert.Equal("Ada Administrator gave Maria Marketing the roles Auditor", (await Portal.LineAsync(applied.Entries[0])).Plain());
    }

    [Fact]
    public async Task SetRoles_ToNone_SaysIt()
    {
        var applied = await Portal.ApplyAsync(Administrator, new SetRoles(Marketing.Id, []));

        Assert.Equal("Ada Administrator took all roles from Maria Marketing", (await Portal.LineAsync(applied.Entries[0])).Plain());
    }

    [Fact]
    public async Task SetRoles_AsTheyAre_IsRefused() =>
        Assert.IsType<AlreadySo>((await Portal.TryAsync(Administrator, new SetRoles(Marketing.Id, [Role.Marketing, Role.Marketing]))).Refusal);

    [Fact]
    public async Task SetRoles_LastAdministrator_KeepsTheRole()
    {
        Assert.IsType<LastAdministrator>((await Portal.TryAsync(Administrator, new SetRoles(Administrator.Id, [Role.Auditor]))).Refusal);
        Assert.Equal([nameof(Role.Administrator)], await RolesAsync(Administrator.Id));
    }

    [Fact]
    public async Task SetRoles_LastAdministratorWhoGainsARole_IsDone() =>
        Assert.True((await Portal.TryAsync(Administrator, new SetRoles(Administrator.Id, [Role.Administrator, Role.Auditor]))).IsSuccess);

    [Fact]
    public async Task DisablePerson_LastAdministrator_IsRefused() =>
        Assert.IsType<LastAdministrator>((await Portal.TryAsync(Administrator, new DisablePerson(Administrator.Id))).Refusal);

    [Fact]
    public async Task DisablePerson_OtherAdministratorIsDisabled_TheOneLeftCannotGo()
    {
        var other = Given.APerson("Olga Other", Role.Administrator);
        await Portal.AddPersonAsync(other);
        await Portal.ApplyAsync(Administrator, new DisablePerson(other.Id));

        Assert.IsType<LastAdministrator>((await Portal.TryAsync(Administrator, new DisablePerson(Administrator.Id))).Refusal);
    }

    [Fact]
    public async Task DisablePerson_OneOfTwoAdministrators_IsDone()
    {
        await Portal.AddPersonAsync(Given.APerson("Olga Other", Role.Administrator));

        await Portal.ApplyAsync(Administrator, new DisablePerson(Administrator.Id));

        Assert.Equal(Given.Now, (await UserAsync(Administrator.Id)).DisabledAt);
    }

    [Fact]
    public async Task DisablePerson_BothAdministratorsInOneSet_IsRefused()
    {
        var other = Given.APerson("Olga Other", Role.Administrator);
        await Portal.AddPersonAsync(other);

        var result = await Portal.TryAsync(Administrator, [new DisablePerson(other.Id), new DisablePerson(Administrator.Id)]);

        Assert.IsType<LastAdministrator>(result.Refusal);
        Assert.Null((await UserAsync(other.Id)).DisabledAt);
    }

    [Fact]
    public async Task DisablePerson_Twice_IsRefused()
    {
        await Portal.ApplyAsync(Administrator, new DisablePerson(Marketing.Id));

        Assert.IsType<AlreadySo>((await Portal.TryAsync(Administrator, new DisablePerson(Marketing.Id))).Refusal);
    }

    [Fact]
    public async Task EnablePerson_WhoIsNotDisabled_IsRefused() =>
        Assert.IsType<AlreadySo>((await Portal.TryAsync(Administrator, new EnablePerson(Marketing.Id))).Refusal);

    [Fact]
    public async Task EnablePerson_WhoWasDisabledAndLockedOut_IsFree()
    {
        await Portal.ApplyAsync(Administrator, new DisablePerson(Marketing.Id));

        var applied = await Portal.ApplyAsync(Administrator, new EnablePerson(Marketing.Id));

        Assert.Null((await UserAsync(Marketing.Id)).DisabledAt);
        Assert.Equal("Ada Administrator enabled the account of Maria Marketing", (await Portal.LineAsync(applied.Entries[0])).Plain());
    }

    [Fact]
    public async Task RenamePerson_OldNameStaysInTheHistoryUntilForgotten()
    {
        var applied = await Portal.ApplyAsync(Administrator, new RenamePerson(Marketing.Id, "Maria Meier"));

        Assert.Equal("Maria Meier", (await UserAsync(Marketing.Id)).DisplayName);
        Assert.Equal("Ada Administrator renamed Maria Marketing to Maria Meier", (await Portal.LineAsync(applied.Entries[0])).Plain());
        Assert.DoesNotContain("Meier", applied.Entries[0].Canonical, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "name: Required")]
    [InlineData("null\0", "name: Characters")]
    public async Task RenamePerson_NameThatIsNone_IsRefused(string name, string error) =>
        Assert.Equal([error], (await Portal.TryAsync(Administrator, new RenamePerson(Marketing.Id, name))).Refusal.Errors());

    [Fact]
    public async Task RenamePerson_AsItIs_IsRefused() =>
        Assert.IsType<AlreadySo>((await Portal.TryAsync(Administrator, new RenamePerson(Marketing.Id, Marketing.Name))).Refusal);

    [Fact]
    public async Task ResetPassword_IsANewOneThatMustBeReplaced()
    {
        await Portal.ApplyAsync(Administrator, new ResetPassword(Marketing.Id, AnotherPassword));

        Assert.True(await HasPasswordAsync(Marketing.Id, AnotherPassword));
        Assert.True((await UserAsync(Marketing.Id)).MustChangePassword);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    public async Task ResetPassword_Weak_IsRefusedAtItsField(string password)
    {
        var result = await Portal.TryAsync(Administrator, new ResetPassword(Marketing.Id, password));

        Assert.Equal("password", Assert.IsType<Invalid>(result.Refusal).Field);
        Assert.True(await HasPasswordAsync(Marketing.Id, TestPortal.Password));
    }

    [Fact]
    public async Task ChangeOwnPassword_ByAnyoneSignedIn_IsDone()
    {
        var person = Given.SomebodyWithoutARole;

        await Portal.ApplyAsync(person, new ChangeOwnPassword(person.Id, TestPortal.Password, AnotherPassword));

        Assert.True(await HasPasswordAsync(person.Id, AnotherPassword));
        Assert.False((await UserAsync(person.Id)).MustChangePassword);
    }

    [Fact]
    public async Task ChangeOwnPassword_WrongCurrentOne_IsRefused() => Assert.Equal(
        "current",
        Assert.IsType<WrongPassword>(
            (await Portal.TryAsync(Marketing, new ChangeOwnPassword(Marketing.Id, "not this", AnotherPassword))).Refusal).Field);

    [Fact]
    public async Task ChangeOwnPassword_Weak_IsRefusedAtItsField()
    {
        var result = await Portal.TryAsync(Marketing, new ChangeOwnPassword(Marketing.Id, TestPortal.Password, "short"));

        Assert.Equal("password", Assert.IsType<Invalid>(result.Refusal).Field);
    }

    [Fact]
    public async Task ChangeOwnPassword_OfSomebodyElse_IsRefused()
    {
        Assert.IsType<NotAllowed>(
            (await Portal.TryAsync(Administrator, new ChangeOwnPassword(Marketing.Id, TestPortal.Password, AnotherPassword))).Refusal);
        Assert.True(await HasPasswordAsync(Marketing.Id, TestPortal.Password));
    }

    [Fact]
    public async Task RecordDoorEvent_ByThePortal_IsWritten()
    {
        var applied = await Portal.ApplyAsync(Actor.Portal, new RecordDoorEvent(Marketing.Id, DoorEvent.SignedIn));

        Assert.Equal("RecordDoorEvent", applied.Entries[0].Action);
        Assert.Equal("ReleasePortal signed Maria Marketing in", (await Portal.LineAsync(applied.Entries[0])).Plain());
    }

    [Fact]
    public async Task Change_OfAPersonWhoDoesNotExist_IsRefused() => Assert.IsType<Unknown>(
        (await Portal.TryAsync(Administrator, new RenamePerson(Guid.CreateVersion7(), "Nobody"))).Refusal);

    private static AddPerson ANewPerson() => new(Guid.CreateVersion7(), "nina@example.com", "Nina New", [], TestPortal.Password);

    private Task<PortalUser> UserAsync(Guid id) => Portal.ReadAsync(database => database.Users.AsNoTracking().SingleAsync(user => user.Id == id));

    private Task<List<string?>> RolesAsync(Guid id) => Portal.ReadAsync(database => database.UserRoles
        .Where(held => held.UserId == id)
        .Join(database.Roles, held => held.RoleId, role => role.Id, (_, role) => role.Name)
        .ToListAsync());

    private async Task<bool> HasPasswordAsync(Guid id, string password)
    {
        await using var scope = Portal.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        return await people.CheckPasswordAsync((await people.FindByIdAsync(id.ToString()))!, password);
    }
}

public sealed class PeopleAtTheDeskOnSqliteTests() : PeopleAtTheDeskTests(postgres: null);

public sealed class PeopleAtTheDeskOnPostgreSqlTests(PostgresServer postgres) : PeopleAtTheDeskTests(postgres);
