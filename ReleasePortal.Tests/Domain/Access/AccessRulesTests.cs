using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Access;

/// <summary>The rules against the table of design.md, section 5.</summary>
public class AccessRulesTests
{
    private static readonly Subject ABusinessControl = Control(Purpose.Business);
    private static readonly Subject AKillSwitch = Control(Purpose.Operational);

    [Theory]
    [MemberData(nameof(AccessTable.Cells), MemberType = typeof(AccessTable))]
    public void Allows_EveryCell_IsAsTheTableSays(Role? role, Operation operation, Purpose? purpose, bool expected) =>
        Assert.Equal(expected, AccessRules.Allows(Holding(role), operation, purpose));

    [Fact]
    public void Table_NamesEveryOperation() => Assert.Equal(
        Enum.GetValues<Operation>().Except([Operation.ManageOwnAccount]),
        AccessTable.Rows.Select(row => row.Operation).Distinct());

    [Fact]
    public void Table_NamesEveryChangeWithItsOperation()
    {
        Assert.Equal(ChangeTypes.Changes, AccessTable.OperationOf.Keys.OrderBy(type => type.Name, StringComparer.Ordinal));
        Assert.All(Samples.Changes(), change => Assert.Equal(AccessTable.OperationOf[change.GetType()], change.Operation));
    }

    [Fact]
    public void Allows_OperationAboutAControlOfAnyPurpose_IsAnyOfItsCells()
    {
        Assert.True(AccessRules.Allows(Given.Marketing, Operation.Release));
        Assert.False(AccessRules.Allows(Given.Marketing, Operation.MaintainControl));
        Assert.False(AccessRules.Allows(Given.AnAuditor, Operation.Release));
    }

    [Fact]
    public void Allows_PurposeForAnOperationWithoutOne_IsNo() =>
        Assert.False(AccessRules.Allows(Given.AnEngineer, Operation.DefineGroup, Purpose.Business));

    [Fact]
    public void Allows_SeveralRoles_AddUp()
    {
        var both = Given.APerson("Both", Role.Auditor, Role.Administrator);

        Assert.True(AccessRules.Allows(both, Operation.BrowseHistory, Purpose.Operational));
        Assert.True(AccessRules.Allows(both, Operation.ManagePeople));
        Assert.False(AccessRules.Allows(both, Operation.Release, Purpose.Business));
    }

    [Fact]
    public void Allows_OwnAccount_IsEverySignedInPersonsAndNobodyElses()
    {
        Assert.True(AccessRules.Allows(Given.SomebodyWithoutARole, Operation.ManageOwnAccount));
        Assert.False(AccessRules.Allows(Actor.Nobody, Operation.ManageOwnAccount));
        Assert.False(AccessRules.Allows(Actor.Portal, Operation.ManageOwnAccount));
    }

    [Fact]
    public void Allows_Nobody_MayDoNothing() =>
        Assert.All(Enum.GetValues<Operation>(), operation => Assert.False(AccessRules.Allows(Actor.Nobody, operation)));

    [Theory]
    [InlineData(ActorKind.ApplicationKey)]
    [InlineData(ActorKind.Import)]
    public void Allows_WhatIsNoPerson_MayDoNothingWhateverRolesItClaims(ActorKind kind)
    {
        var claiming = Given.APerson("Key", Enum.GetValues<Role>()) with { Kind = kind };

        Assert.All(Enum.GetValues<Operation>(), operation => Assert.False(AccessRules.Allows(claiming, operation)));
    }

    [Fact]
    public void Allows_TheSchedule_MayLaunchWhatItsOwnerMay_AndNothingElse()
    {
        var schedule = Actor.ScheduleFor(Given.Marketing.Id);

        Assert.All(Enum.GetValues<Operation>(), operation => Assert.False(AccessRules.Allows(schedule, operation, Purpose.Business)));
        Assert.Equal(
            [Operation.SeeControl, Operation.Release],
            Enum.GetValues<Operation>().Where(operation => AccessRules.Allows(schedule with { Roles = [.. Enum.GetValues<Role>()] }, operation)));
        Assert.False(AccessRules.Allows(schedule with { Roles = [Role.Marketing] }, Operation.Release, Purpose.Operational));
    }

    [Fact]
    public void Check_EndOfALaunch_DoesNotDependOnWhoPlannedIt()
    {
        var schedule = Actor.ScheduleFor(Given.Marketing.Id);

        Assert.Null(AccessRules.Check(schedule, new EndLaunch(Guid.CreateVersion7())));
        Assert.Null(AccessRules.Check(schedule, new Undo(AKillSwitch.Key, Given.Production, Guid.CreateVersion7()), AKillSwitch));
        Assert.NotNull(AccessRules.Check(schedule, new StartLaunch(Guid.CreateVersion7())));
    }

    [Fact]
    public void Allows_ThePortalItself_MaySetUpAndRecordOnly() => Assert.Equal(
        [Operation.KeepLaunches, Operation.KeepHistory, Operation.ManageEnvironments, Operation.ManagePeople, Operation.RecordSecurityEvent],
        Enum.GetValues<Operation>().Where(operation => AccessRules.Allows(Actor.Portal, operation)));

    [Fact]
    public void Check_KillSwitchByMarketing_IsAnsweredAsAKeyThatDoesNotExist() => Assert.Equal(
        new Unknown(SubjectKind.Control, AKillSwitch.Key),
        AccessRules.Check(Given.Marketing, new Withdraw(AKillSwitch.Key, Given.Production), AKillSwitch));

    [Fact]
    public void Check_BusinessControlByMarketing_IsFree() =>
        Assert.Null(AccessRules.Check(Given.Marketing, new Withdraw(ABusinessControl.Key, Given.Production), ABusinessControl));

    [Fact]
    public void Check_BusinessControlByAnAuditor_IsNotAllowed() => Assert.Equal(
        new NotAllowed(Operation.Release),
        AccessRules.Check(Given.AnAuditor, new Withdraw(ABusinessControl.Key, Given.Production), ABusinessControl));

    [Fact]
    public void Check_WhatTheActorMayNeverDo_IsRefusedBeforeAnythingIsLookedUp()
    {
        Assert.Equal(new NotAllowed(Operation.MaintainControl), AccessRules.Check(Given.Marketing, new HandOver("anything")));
        Assert.Null(AccessRules.Check(Given.Marketing, new Withdraw("anything", Given.Production)));
    }

    private static Actor Holding(Role? role) => role is { } held ? Given.APerson("Somebody", held) : Given.SomebodyWithoutARole;

    private static Subject Control(Purpose purpose) =>
        new(SubjectKind.Control, Guid.CreateVersion7(), $"a-{purpose}-control".ToLowerInvariant(), Areas.Default, purpose);
}
