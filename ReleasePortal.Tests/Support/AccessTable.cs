using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using static ReleasePortal.Domain.Access.Role;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// The table of design.md, section 5, written down a second time, cell by cell: role × operation × purpose. The rules, the
/// desk, the HTTP endpoints and the rendered pages are all measured by it. A null role is a person who is signed in and holds none.
/// </summary>
public static class AccessTable
{
    /// <summary>One row: who may do it. Purpose is null where the operation is not about one control.</summary>
    public sealed record Row(Operation Operation, Purpose? Purpose, params IReadOnlyList<Role> May);

    public static IReadOnlyList<Row> Rows { get; } =
    [
        new(Operation.SeeControl, Purpose.Business, Marketing, Engineer, Auditor, Administrator),
        new(Operation.SeeControl, Purpose.Operational, Engineer),
        new(Operation.SeeGroups, Purpose: null, Marketing, Engineer, Auditor, Administrator),
        new(Operation.SeeOperations, Purpose: null, Engineer),
        new(Operation.Release, Purpose.Business, Marketing, Engineer),
        new(Operation.Release, Purpose.Operational, Engineer),
        new(Operation.Approve, Purpose.Business, Marketing, Engineer),
        new(Operation.Approve, Purpose.Operational, Engineer),
        new(Operation.KeepLaunches, Purpose: null),
        new(Operation.MaintainControl, Purpose.Business, Engineer),
        new(Operation.MaintainControl, Purpose.Operational, Engineer),
        new(Operation.SeeCleanUp, Purpose: null, Engineer, Auditor),
        new(Operation.ReportCode, Purpose: null, Engineer),
        new(Operation.DefineGroup, Purpose: null, Engineer),
        new(Operation.SeeConfigurations, Purpose.Business, Marketing, Engineer, Auditor),
        new(Operation.SeeConfigurations, Purpose.Operational, Engineer, Auditor),
        new(Operation.DefineConfiguration, Purpose: null, Engineer),
        new(Operation.BrowseHistory, Purpose.Business, Marketing, Engineer, Auditor, Administrator),
        new(Operation.BrowseHistory, Purpose.Operational, Engineer, Auditor),
        new(Operation.ExportHistory, Purpose: null, Engineer, Auditor),
        new(Operation.KeepHistory, Purpose: null),
        new(Operation.SeeSecurityEntries, Purpose: null, Auditor, Administrator),
        new(Operation.ManageEnvironments, Purpose: null, Administrator),
        new(Operation.SeeBudgets, Purpose: null, Engineer, Administrator),
        new(Operation.Freeze, Purpose: null, Engineer, Administrator),
        new(Operation.SeeDeployments, Purpose.Business, Marketing, Engineer, Auditor),
        new(Operation.SeeDeployments, Purpose.Operational, Engineer, Auditor),
        new(Operation.SeeDeadLetters, Purpose: null, Engineer, Auditor),
        new(Operation.ReplayDeadLetters, Purpose: null, Engineer),
        new(Operation.SeeSteps, Purpose: null, Marketing, Engineer, Auditor, Administrator),
        new(Operation.ManagePeople, Purpose: null, Administrator),
        new(Operation.ManageKeys, Purpose: null, Administrator),
        new(Operation.RecordSecurityEvent, Purpose: null),
    ];

    /// <summary>The row of <see cref="Rows"/> by which each change is decided.</summary>
    public static IReadOnlyDictionary<Type, Operation> OperationOf { get; } = new Dictionary<Type, Operation>
    {
        [typeof(ReleaseControlToEveryone)] = Operation.Release,
        [typeof(ReleaseToGroups)] = Operation.Release,
        [typeof(ServeSplit)] = Operation.Release,
        [typeof(Withdraw)] = Operation.Release,
        [typeof(Undo)] = Operation.Release,
        [typeof(CreateControl)] = Operation.MaintainControl,
        [typeof(EditControl)] = Operation.MaintainControl,
        [typeof(HandOver)] = Operation.MaintainControl,
        [typeof(TakeBack)] = Operation.MaintainControl,
        [typeof(Retire)] = Operation.MaintainControl,
        [typeof(RestoreControl)] = Operation.MaintainControl,
        [typeof(DefineGroup)] = Operation.DefineGroup,
        [typeof(EditGroup)] = Operation.DefineGroup,
        [typeof(RemoveGroup)] = Operation.DefineGroup,
        [typeof(DefineArea)] = Operation.DefineGroup,
        [typeof(DefineEnvironment)] = Operation.ManageEnvironments,
        [typeof(EditEnvironment)] = Operation.ManageEnvironments,
        [typeof(SetRetention)] = Operation.ManageEnvironments,
        [typeof(ArchiveHistory)] = Operation.KeepHistory,
        [typeof(SetBudgets)] = Operation.ManageEnvironments,
        [typeof(DefineConfiguration)] = Operation.DefineConfiguration,
        [typeof(EditConfiguration)] = Operation.DefineConfiguration,
        [typeof(RemoveConfiguration)] = Operation.DefineConfiguration,
        [typeof(DefineFreeze)] = Operation.Freeze,
        [typeof(EditFreeze)] = Operation.Freeze,
        [typeof(LiftFreeze)] = Operation.Freeze,
        [typeof(CreateKey)] = Operation.ManageKeys,
        [typeof(RotateKey)] = Operation.ManageKeys,
        [typeof(RevokeKey)] = Operation.ManageKeys,
        [typeof(RecordKeyUse)] = Operation.RecordSecurityEvent,
        [typeof(AddPerson)] = Operation.ManagePeople,
        [typeof(SetRoles)] = Operation.ManagePeople,
        [typeof(RenamePerson)] = Operation.ManagePeople,
        [typeof(DisablePerson)] = Operation.ManagePeople,
        [typeof(EnablePerson)] = Operation.ManagePeople,
        [typeof(ForgetPerson)] = Operation.ManagePeople,
        [typeof(ResetPassword)] = Operation.ManagePeople,
        [typeof(ChangeOwnPassword)] = Operation.ManageOwnAccount,
        [typeof(MakeCalendarAddress)] = Operation.ManageOwnAccount,
        [typeof(RemoveCalendarAddress)] = Operation.ManageOwnAccount,
        [typeof(ConfirmAccessReview)] = Operation.ManagePeople,
        [typeof(RecordDoorEvent)] = Operation.RecordSecurityEvent,
        [typeof(RecordExport)] = Operation.RecordSecurityEvent,
        [typeof(CreateLaunch)] = Operation.Release,
        [typeof(EditLaunch)] = Operation.Release,
        [typeof(SubmitLaunch)] = Operation.Release,
        [typeof(ApproveLaunch)] = Operation.Approve,
        [typeof(RejectLaunch)] = Operation.Approve,
        [typeof(HoldLaunch)] = Operation.Release,
        [typeof(ResumeLaunch)] = Operation.Release,
        [typeof(CancelLaunch)] = Operation.Release,
        [typeof(StartLaunch)] = Operation.Release,
        [typeof(AdvanceLaunch)] = Operation.Release,
        [typeof(EndLaunch)] = Operation.Release,
        [typeof(UndoLaunch)] = Operation.Release,
        [typeof(MissLaunch)] = Operation.KeepLaunches,
        [typeof(FailLaunch)] = Operation.KeepLaunches,
        [typeof(RetimeLaunch)] = Operation.KeepLaunches,
    };

    /// <summary>Every role, and holding none.</summary>
    public static IReadOnlyList<Role?> Roles { get; } = [.. Enum.GetValues<Role>().Select(role => (Role?)role), null];

    /// <summary>Every cell: role, operation, purpose, and whether it says yes.</summary>
    public static TheoryData<Role?, Operation, Purpose?, bool> Cells =>
    [
        .. from role in Roles
           from row in Rows
           select new TheoryDataRow<Role?, Operation, Purpose?, bool>(role, row.Operation, row.Purpose, Says(row, role)),
    ];

    /// <summary>What the table says; with a null purpose, whether the role may do it to a control of any purpose at all.</summary>
    public static bool Allows(Role? role, Operation operation, Purpose? purpose = null) =>
        operation is Operation.ManageOwnAccount // every signed-in person
        || Rows.Any(row => row.Operation == operation && (purpose is null || row.Purpose == purpose) && Says(row, role));

    /// <summary>What the desk must answer when that role asks for a change of that type.</summary>
    /// <param name="role">Who asks.</param>
    /// <param name="change">The type of the change.</param>
    /// <param name="purpose">For changes of a control, its purpose; a new one is operational.</param>
    public static DeskAnswer Answer(Role? role, Type change, Purpose? purpose)
    {
        var operation = OperationOf[change];
        if (!Allows(role, operation))
            return DeskAnswer.NotAllowed;
        if (purpose is not null && !Allows(role, Operation.SeeControl, purpose))
            return DeskAnswer.Unknown;

        return Allows(role, operation, purpose) ? DeskAnswer.Done : DeskAnswer.NotAllowed;
    }

    private static bool Says(Row row, Role? role) => role is { } held && row.May.Contains(held);
}

/// <summary>How the desk answers, as far as access goes.</summary>
public enum DeskAnswer
{
    /// <summary>Nothing in the access rules stood in the way.</summary>
    Done,

    /// <summary>The same answer as for something that does not exist.</summary>
    Unknown,

    NotAllowed,
}
