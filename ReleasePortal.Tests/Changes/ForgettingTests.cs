using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>A person is forgotten: nothing in the database names them any more, and the history holds as before.</summary>
public abstract class ForgettingTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private protected const string Name = "Quirina Zwetschgenbaum", Maiden = "Quirina Unverwechselbar", Address = "quirina.z@unverwechselbar.example", Key = "user-quirina-77";

    private static readonly Actor Quirina = Actor.Person(new Guid("019a0000-0000-7000-8000-00000000beef"), Name, Role.Engineer);

    private const string Home = "203.0.113.77", Office = "198.51.100.4";

    private static string Former => "Former person beef";

    [Fact]
    public async Task Forget_LeavesNoTraceInAnyTable_AndTheHistoryHolds()
    {
        await WriteHerHistoryAsync();

        await Portal.ApplyAsync(Administrator, Request with { WithReasons = true }, "request 2026-117");

        Assert.Null((await Portal.VerifyAsync()).FirstBad);
        foreach (var text in await EverythingAsync())
        {
            foreach (var trace in new[] { Name, Maiden, Address, Key, Home, "because I say so" })
                Assert.DoesNotContain(trace, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Where somebody else signed in stays, though she came from there too.</summary>
    [Fact]
    public async Task Forget_AddressesOfTheNetwork_GoWithHerAndStayWithOthers()
    {
        await WriteHerHistoryAsync();

        await Portal.ApplyAsync(Administrator, Request, "request 2026-117");

        var texts = await Portal.ReadAsync(database => database.EntryTexts.Where(text => text.Text == Home || text.Text == Office).ToListAsync());
        Assert.Equal([Office], texts.Select(text => text.Text));
    }

    [Fact]
    public async Task Forget_OldEntries_SayFormerPerson()
    {
        await WriteHerHistoryAsync();
        await Portal.ApplyAsync(Administrator, Request, "request 2026-117");

        var lines = new List<string>();
        foreach (var entry in await Portal.EntriesAsync())
            lines.Add((await Portal.LineAsync(entry)).Plain());

        Assert.Contains($"ReleasePortal added {Former} as Engineer", lines);
        Assert.Contains($"Ada Administrator renamed {Former} to {Former}", lines);
        Assert.Contains(lines, line => line.StartsWith(Former + " ", StringComparison.Ordinal) && line.EndsWith(": because I say so", StringComparison.Ordinal));
        Assert.Equal($"Ada Administrator deleted the personal data of {Former} on request: request 2026-117", lines[^1]);
        Assert.Contains(lines, line => line.StartsWith(Engineer.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forget_Account_IsOfNobodyForEver()
    {
        await WriteHerHistoryAsync();
        await Portal.ApplyAsync(Administrator, Request, "request 2026-117");

        var user = await Portal.ReadAsync(database => database.Users.AsNoTracking().SingleAsync(user => user.Id == Quirina.Id));
        Assert.Equal((Former, (string?)null, Portal.Clock.GetUtcNow()), (user.DisplayName, user.PasswordHash, user.ForgottenAt!.Value));
        Assert.EndsWith("@forgotten.invalid", user.Email, StringComparison.Ordinal);
        Assert.False(await Portal.ReadAsync(database => database.UserRoles.AnyAsync(held => held.UserId == Quirina.Id)));
        Assert.False(await Portal.ReadAsync(database => database.CalendarAddresses.AnyAsync(address => address.PersonId == Quirina.Id)));
        foreach (var change in new PersonChange[]
        {
            new EnablePerson(Quirina.Id), new SetRoles(Quirina.Id, [Role.Engineer]), new RenamePerson(Quirina.Id, "Anna"),
            new ResetPassword(Quirina.Id, TestPortal.Password), Request with { Email = user.Email! },
        })
        {
            Assert.IsType<PersonForgotten>((await Portal.TryAsync(Administrator, change, "a reason")).Refusal);
        }
    }

    [Fact]
    public async Task Forget_SomebodyElseOfTheSameName_StaysNamed()
    {
        await WriteHerHistoryAsync();
        var namesake = Actor.Person(Guid.CreateVersion7(), Name, Role.Engineer);
        await Portal.AddPersonAsync(namesake);
        var act = await Portal.ApplyAsync(namesake, new CreateControl("of-the-namesake", ControlKind.Toggle, Given.LongLivedDetails()));

        await Portal.ApplyAsync(Administrator, Request with { WithReasons = true }, "request 2026-117");

        Assert.Equal(Name, (await Portal.LineAsync(act.Entries[0])).ActorName);
        Assert.Contains((await Portal.EntriesAsync()).Where(entry => entry.SubjectId == namesake.Id), entry => Portal.LineAsync(entry).Result.Plain() == $"ReleasePortal added {Name} as Engineer");
    }

    [Fact]
    public async Task Forget_SomebodyWhoCanSignIn_IsRefused()
    {
        await Portal.AddPersonAsync(Quirina);

        Assert.IsType<PersonNotDisabled>((await Portal.TryAsync(Administrator, RequestOf(TestPortal.EmailOf(Quirina)), "request")).Refusal);
    }

    [Theory]
    [InlineData(Address, null, "reason: Required")]
    [InlineData(Address, "asked by " + Name, "reason: NamesPerson")]
    [InlineData(Address, "asked by QUIRINA.Z@unverwechselbar.example", "reason: NamesPerson")]
    [InlineData("somebody@example.com", "request 2026-117", "email: OtherAddress")]
    public async Task Forget_WithoutCare_IsRefused(string email, string? reason, string error)
    {
        await WriteHerHistoryAsync();

        Assert.Equal([error], (await Portal.TryAsync(Administrator, RequestOf(email), reason)).Refusal.Errors());
    }

    private protected static ForgetPerson Request => RequestOf(Address);

    private static ForgetPerson RequestOf(string email) => new(Quirina.Id, email, Key);

    private static RecordDoorEvent SignedIn(Actor person, string from) =>
        new(person.Id, DoorEvent.SignedIn) { From = new RequestOrigin(new PersonalText(from)) };

    private protected async Task WriteHerHistoryAsync()
    {
        await Portal.ApplyAsync(Actor.Portal, new AddPerson(Quirina.Id, Address, Maiden, [Role.Engineer], TestPortal.Password, MustReplacePassword: false));
        await Portal.ApplyAsync(Actor.Portal, [SignedIn(Quirina, Home), SignedIn(Engineer, Office), SignedIn(Quirina, Office)]);
        await Portal.ApplyAsync(Quirina, new CreateControl("her-control", ControlKind.Toggle, Given.LongLivedDetails()));
        await Portal.ApplyAsync(Quirina, new MakeCalendarAddress(Quirina.Id, new string('c', 64)));
        await Portal.ApplyAsync(Administrator, new RenamePerson(Quirina.Id, Name));
        await Portal.ApplyAsync(Quirina, new ReleaseControlToEveryone("her-control", Given.Production), "because I say so");
        await Portal.ApplyAsync(Engineer, new DefineGroup("testers", Given.GroupDetails() with { Members = [Key, Address, "user-1"] }));
        await Portal.ApplyAsync(Engineer, new EditGroup("testers", Given.GroupDetails() with { Members = ["user-1"] }));
        await Portal.ApplyAsync(Engineer, new EditControl("her-control", Given.LongLivedDetails() with { Owner = Maiden }));
        await Portal.ApplyAsync(Engineer, new EditControl("her-control", Given.LongLivedDetails() with { Owner = "Checkout team" }), $"{Name} has left us");
        await Portal.ApplyAsync(Administrator, new DisablePerson(Quirina.Id));
    }

    // Every text of every table, whatever tables there are.
    private Task<List<string>> EverythingAsync() => Portal.ReadAsync(async database =>
    {
        var found = new List<string>();
        await database.Database.OpenConnectionAsync();
        foreach (var table in database.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            await using var command = database.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                found.AddRange(Enumerable.Range(0, rows.FieldCount).Select(rows.GetValue).OfType<string>());
        }

        return found;
    });
}

public sealed class ForgettingOnSqliteTests() : ForgettingTests(postgres: null)
{
    /// <summary>Not in a free page, and not in the log that is written ahead.</summary>
    [Fact]
    public async Task Forget_OnSqlite_LeavesNoTraceInItsFiles()
    {
        await WriteHerHistoryAsync();
        var file = new SqliteConnectionStringBuilder(Portal.Database.ConnectionString).DataSource;
        Assert.Contains(await BytesAsync(file), bytes => bytes.Contains(Address, StringComparison.OrdinalIgnoreCase));

        await Portal.ApplyAsync(Administrator, Request with { WithReasons = true }, "request 2026-117");

        foreach (var bytes in await BytesAsync(file))
        {
            foreach (var trace in new[] { Name, Maiden, Address, Key, "wetschgenbaum" }) // words in the index share their beginnings
                Assert.DoesNotContain(trace, bytes, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task<List<string>> BytesAsync(string file)
    {
        var found = new List<string>();
        foreach (var one in new[] { file, file + "-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(one, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var whole = new MemoryStream();
            await stream.CopyToAsync(whole);
            found.Add(Encoding.Latin1.GetString(whole.ToArray()));
        }

        return found;
    }
}

public sealed class ForgettingOnPostgreSqlTests(PostgresServer postgres) : ForgettingTests(postgres);
