using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data.Filters;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Data.Filters;

/// <summary>Filters of the history that people keep and give to each other, on a real database.</summary>
public abstract class SavedFilterStoreTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private const string Address = "/history?environment=production&action=released";

    private static readonly Actor Second = Given.APerson("Bo Auditor", Role.Auditor);

    private SavedFilterStore Store => Portal.Services.GetRequiredService<SavedFilterStore>();

    [Fact]
    public async Task Save_IsKeptForThePersonAlone()
    {
        Assert.Null(await Store.SaveAsync(" Released ", Address, [], Marketing));

        var kept = Assert.Single(await Store.ListAsync(Marketing));
        Assert.Equal(("Released", Address, true, 0), (kept.Name, kept.Address, kept.IsOwn, kept.Readers.Count));
        Assert.Empty(await Store.ListAsync(Engineer));
        Assert.Empty(await Store.ListAsync(Auditor));
    }

    [Fact]
    public async Task Give_ToAnotherAuditor_TheyReadByItAndCannotAlterIt()
    {
        await Portal.AddPersonAsync(Second);
        Assert.Equal(["Bo Auditor"], (await Store.PossibleReadersAsync(Auditor)).Select(person => person.Name));
        Assert.Null(await Store.SaveAsync("Released", Address, [Second.Id], Auditor));

        var own = Assert.Single(await Store.ListAsync(Auditor));
        Assert.Equal(["Bo Auditor"], own.Readers.Select(reader => reader.Name));
        var given = Assert.Single(await Store.ListAsync(Second));
        Assert.Equal(("Released", Address, "Aude Auditor", false, 0), (given.Name, given.Address, given.Owner, given.IsOwn, given.Readers.Count));
        Assert.IsType<FilterGone>(await Store.EditAsync(given.Id, "Mine", [], Second));
        Assert.IsType<FilterGone>(await Store.RemoveAsync(given.Id, Second));
        Assert.Equal("Released", Assert.Single(await Store.ListAsync(Auditor)).Name);
    }

    [Fact]
    public async Task Given_ToSomebodyWhoIsNoAuditorAnyMore_IsNotTheirsAnyMore()
    {
        await Portal.AddPersonAsync(Second);
        await Store.SaveAsync("Recommendations kill switch", Address, [Second.Id], Auditor);
        await Portal.ApplyAsync(Administrator, new SetRoles(Second.Id, [Role.Marketing]));

        Assert.Empty(await Store.ListAsync(Second with { Roles = [Role.Marketing] }));
        Assert.Empty(await Store.PossibleReadersAsync(Auditor));
    }

    [Fact]
    public async Task Give_ToWhoMayNotHaveIt_OrByWhoMayNotGive_GivesNothing()
    {
        await Portal.AddPersonAsync(Second);
        await Store.SaveAsync("To marketing", Address, [Marketing.Id, Auditor.Id], Auditor);
        await Store.SaveAsync("From marketing", Address, [Auditor.Id], Marketing);

        Assert.Empty(await Store.PossibleReadersAsync(Marketing));
        Assert.Empty(await Store.PossibleReadersAsync(Administrator));
        Assert.Empty(Assert.Single(await Store.ListAsync(Auditor)).Readers);
        Assert.Equal(["From marketing"], (await Store.ListAsync(Marketing)).Select(row => row.Name));
    }

    [Fact]
    public async Task Edit_RenamesAndTakesBack_RemoveForgets()
    {
        await Portal.AddPersonAsync(Second);
        await Store.SaveAsync("Released", Address, [Second.Id], Auditor);
        var id = Assert.Single(await Store.ListAsync(Auditor)).Id;

        Assert.Null(await Store.EditAsync(id, "Released this year", [], Auditor));
        Assert.Empty(await Store.ListAsync(Second));
        Assert.Equal("Released this year", Assert.Single(await Store.ListAsync(Auditor)).Name);

        Assert.Null(await Store.EditAsync(id, "Released this year", [Second.Id], Auditor));
        Assert.Single(await Store.ListAsync(Second));
        Assert.Null(await Store.RemoveAsync(id, Auditor));
        Assert.Empty(await Store.ListAsync(Auditor));
        Assert.Empty(await Store.ListAsync(Second));
        Assert.IsType<FilterGone>(await Store.RemoveAsync(id, Auditor));
    }

    [Theory]
    [InlineData(null, "Required")]
    [InlineData("  ", "Required")]
    [InlineData("two\nlines", "Characters")]
    [InlineData("Released", "FilterNameTaken")]
    public async Task Save_NameThatDoesNotHold_SaysSoBesideTheField(string? name, string rule)
    {
        await Store.SaveAsync("Released", Address, [], Auditor);

        var refusal = Assert.IsType<Invalid>(await Store.SaveAsync(name, Address, [], Auditor));

        Assert.Equal(("name", rule), (refusal.Field, refusal.Errors[0].Rule));
        Assert.Single(await Store.ListAsync(Auditor));
    }

    [Fact]
    public async Task Save_NameOfTooManyLetters_IsRefused() => Assert.Equal(
        "InvalidTooLong", (await Store.SaveAsync(new string('a', SavedFilter.LongestName + 1), Address, [], Auditor))?.Code);

    [Fact]
    public async Task Save_OneMoreThanAPersonKeeps_IsRefused()
    {
        foreach (var number in Enumerable.Range(0, SavedFilter.MostOfOnePerson))
            Assert.Null(await Store.SaveAsync($"Filter {number}", Address, [], Auditor));

        Assert.Equal("InvalidFiltersFull", (await Store.SaveAsync("One more", Address, [], Auditor))?.Code);
    }

    [Fact]
    public async Task SomebodyWithoutARole_KeepsNothing()
    {
        Assert.IsType<NotAllowed>(await Store.SaveAsync("Released", Address, [], Given.SomebodyWithoutARole));
        Assert.Empty(await Store.ListAsync(Given.SomebodyWithoutARole));
    }

    [Fact]
    public async Task Save_UnderOneNameInTwoWindowsAtOnce_IsKeptOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Store.SaveAsync("Released", Address, [], Auditor))));

        Assert.Single(answers, answer => answer is null);
        Assert.All(answers.OfType<Refusal>(), refusal => Assert.Equal("InvalidFilterNameTaken", refusal.Code));
        Assert.Single(await Store.ListAsync(Auditor));
    }
}

public sealed class SavedFilterStoreOnSqliteTests() : SavedFilterStoreTests(postgres: null);

public sealed class SavedFilterStoreOnPostgreSqlTests(PostgresServer postgres) : SavedFilterStoreTests(postgres);
