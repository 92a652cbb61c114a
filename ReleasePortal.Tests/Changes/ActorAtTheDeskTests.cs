using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>The desk believes nobody about their roles: it reads them again.</summary>
public abstract class ActorAtTheDeskTests(PostgresServer? postgres) : DeskTests(postgres)
{
    [Fact]
    public async Task Apply_ByAPersonDemotedMeanwhile_IsRefusedAtOnce()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Administrator, new SetRoles(Marketing.Id, []));

        var result = await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        Assert.Equal(new NotAllowed(Operation.Release), result.Refusal);
    }

    [Fact]
    public async Task Apply_ByAPersonDisabledMeanwhile_IsRefusedAtOnce()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Administrator, new DisablePerson(Marketing.Id));

        Assert.IsType<NotAllowed>((await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production))).Refusal);

        await Portal.ApplyAsync(Administrator, new EnablePerson(Marketing.Id));
        Assert.True((await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production))).IsSuccess);
    }

    [Fact]
    public async Task Apply_ByAPersonPromotedMeanwhile_IsDoneThoughThePageDoesNotKnow()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Administrator, new SetRoles(Given.SomebodyWithoutARole.Id, [Role.Marketing]));

        Assert.True((await Portal.TryAsync(Given.SomebodyWithoutARole, new ReleaseControlToEveryone(key, Given.Production))).IsSuccess);
    }

    [Fact]
    public async Task Apply_ByAPersonWhoClaimsARole_IsRefused()
    {
        var key = await Portal.AToggleAsync();
        var claiming = Actor.Person(Given.SomebodyWithoutARole.Id, "Nils", Role.Engineer, Role.Administrator);

        Assert.IsType<NotAllowed>((await Portal.TryAsync(claiming, new ReleaseControlToEveryone(key, Given.Production))).Refusal);
    }

    [Fact]
    public async Task Apply_ByAPersonWhoDoesNotExist_IsRefused() => Assert.IsType<NotAllowed>(
        (await Portal.TryAsync(Given.APerson("Ghost", Role.Engineer), new CreateControl("a", ControlKind.Toggle, Given.Details()))).Refusal);

    [Fact]
    public async Task Apply_ByNobody_IsRefused() => Assert.IsType<NotAllowed>(
        (await Portal.TryAsync(Actor.Nobody, new CreateControl("a", ControlKind.Toggle, Given.Details()))).Refusal);

    [Fact]
    public async Task Apply_ByThePortalItself_ReleasesNothing()
    {
        var key = await Portal.AToggleAsync();

        Assert.IsType<NotAllowed>((await Portal.TryAsync(Actor.Portal, new ReleaseControlToEveryone(key, Given.Production))).Refusal);
    }

    [Fact]
    public async Task Apply_UnderAnotherName_IsRecordedUnderTheAccounts()
    {
        var applied = await Portal.ApplyAsync(Engineer with { Name = "Somebody else" }, new CreateControl("a", ControlKind.Toggle, Given.Details()));

        Assert.Equal("Erik Engineer", (await Portal.LineAsync(applied.Entries[0])).ActorName);
    }

    [Fact]
    public async Task Apply_RoleTakenAwayEarlierInTheSameSet_IsStillThatOfTheSet()
    {
        // Roles are read once for the whole set: it stands or falls together.
        var both = Given.APerson("Bea Both", Role.Administrator, Role.Marketing);
        await Portal.AddPersonAsync(both);
        var key = await Portal.AToggleAsync();

        await Portal.ApplyAsync(both, [new SetRoles(both.Id, []), new ReleaseControlToEveryone(key, Given.Production)]);

        Assert.IsType<NotAllowed>((await Portal.TryAsync(both, new Withdraw(key, Given.Production))).Refusal);
    }
}

public sealed class ActorAtTheDeskOnSqliteTests() : ActorAtTheDeskTests(postgres: null);

public sealed class ActorAtTheDeskOnPostgreSqlTests(PostgresServer postgres) : ActorAtTheDeskTests(postgres);
