using System.Collections.Frozen;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Domain.Access;

/// <summary>
/// The only place where a permission is decided (design.md, section 5). A cell that the table does not name is "no".
/// </summary>
public static class AccessRules
{
    private static readonly FrozenDictionary<(Operation, Purpose?), Role[]> Table =
        new Dictionary<(Operation, Purpose?), Role[]>
        {
            [(Operation.SeeControl, Purpose.Business)] = [Role.Marketing, Role.Engineer, Role.Auditor, Role.Administrator],
            [(Operation.SeeControl, Purpose.Operational)] = [Role.Engineer],
            [(Operation.SeeGroups, null)] = [Role.Marketing, Role.Engineer, Role.Auditor, Role.Administrator],
            [(Operation.SeeOperations, null)] = [Role.Engineer],
            [(Operation.Release, Purpose.Business)] = [Role.Marketing, Role.Engineer],
            [(Operation.Release, Purpose.Operational)] = [Role.Engineer],
            [(Operation.Approve, Purpose.Business)] = [Role.Marketing, Role.Engineer],
            [(Operation.Approve, Purpose.Operational)] = [Role.Engineer],
            [(Operation.MaintainControl, Purpose.Business)] = [Role.Engineer],
            [(Operation.MaintainControl, Purpose.Operational)] = [Role.Engineer],
            [(Operation.SeeCleanUp, null)] = [Role.Engineer, Role.Auditor],
            [(Operation.ReportCode, null)] = [Role.Engineer],
            [(Operation.DefineGroup, null)] = [Role.Engineer],
            [(Operation.SeeConfigurations, Purpose.Business)] = [Role.Marketing, Role.Engineer, Role.Auditor],
            [(Operation.SeeConfigurations, Purpose.Operational)] = [Role.Engineer, Role.Auditor],
            [(Operation.DefineConfiguration, null)] = [Role.Engineer],
            [(Operation.BrowseHistory, Purpose.Business)] = [Role.Marketing, Role.Engineer, Role.Auditor, Role.Administrator],
            [(Operation.BrowseHistory, Purpose.Operational)] = [Role.Engineer, Role.Auditor],
            [(Operation.ExportHistory, null)] = [Role.Engineer, Role.Auditor],
            [(Operation.SeeSecurityEntries, null)] = [Role.Auditor, Role.Administrator],
            [(Operation.ManageEnvironments, null)] = [Role.Administrator],
            [(Operation.SeeBudgets, null)] = [Role.Engineer, Role.Administrator],
            [(Operation.Freeze, null)] = [Role.Engineer, Role.Administrator],
            [(Operation.SeeDeployments, Purpose.Business)] = [Role.Marketing, Role.Engineer, Role.Auditor],
            [(Operation.SeeDeployments, Purpose.Operational)] = [Role.Engineer, Role.Auditor],
            [(Operation.SeeDeadLetters, null)] = [Role.Engineer, Role.Auditor],
            [(Operation.ReplayDeadLetters, null)] = [Role.Engineer],
            [(Operation.SeeSteps, null)] = [Role.Marketing, Role.Engineer, Role.Auditor, Role.Administrator],
            [(Operation.ManagePeople, null)] = [Role.Administrator],
            [(Operation.ManageKeys, null)] = [Role.Administrator],
        }.ToFrozenDictionary();

    /// <summary>
    /// Whether <paramref name="actor"/> may do <paramref name="operation"/>. For the operations about one control, purpose
    /// is that control's; null asks whether the actor may do it for a control of any purpose at all (to show a menu item).
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="operation">What for.</param>
    /// <param name="purpose">The purpose of the control concerned, where there is one.</param>
    /// <param name="area">The area concerned; every role covers all areas today.</param>
    /// <param name="environment">The environment concerned; every role covers all environments today.</param>
    public static bool Allows(
        Actor actor, Operation operation, Purpose? purpose = null, string? area = null, string? environment = null)
    {
        if (actor.Kind is ActorKind.System)
            return operation is Operation.RecordSecurityEvent or Operation.ManagePeople or Operation.ManageEnvironments or Operation.KeepLaunches or Operation.KeepHistory;
        if (actor.Kind is not ActorKind.Person && !IsWithinItsTask(actor, operation))
            return false;
        if (operation is Operation.ManageOwnAccount)
            return actor.Id != Guid.Empty; // those who hold no role yet, too
        if (Table.TryGetValue((operation, purpose), out var roles))
            return roles.Any(actor.Holds);

        return purpose is null
            && Enum.GetValues<Purpose>().Any(any => Table.TryGetValue((operation, any), out var held) && held.Any(actor.Holds));
    }

    /// <summary>Whether an automation key was made for that; what it then sees and does is its person's to see and do.</summary>
    public static bool Allows(Actor key, KeyPermission permission) => key.Kind is ActorKind.ApplicationKey
        && (key.Permissions.Contains(permission) || (permission is KeyPermission.ReadLaunches && key.Permissions.Contains(KeyPermission.ManageLaunches)));

    /// <summary>
    /// The refusal for this change whatever its subject, or null: asked before anything is looked up, so that the answer to
    /// those who may never do it does not depend on what exists.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="change">For what.</param>
    /// <param name="isPart">Whether it is a step of a launch, not a change by itself.</param>
    public static Refusal? Check(Actor actor, Change change, bool isPart = false) =>
        IsEndOfLaunch(actor, change) || (MayAskFor(actor, change, isPart) && Allows(actor, change.Operation, environment: change.Environment)) ? null : new NotAllowed(change.Operation);

    /// <summary>
    /// The refusal for this change of this subject, or null. What the actor may not see is answered as unknown,
    /// word for word as a key that does not exist.
    /// </summary>
    public static Refusal? Check(Actor actor, Change change, Subject subject)
    {
        if (IsEndOfLaunch(actor, change))
            return null;
        if (actor.Kind is not ActorKind.System // it hides nothing from itself
            && subject is { Kind: SubjectKind.Control or SubjectKind.Launch, Purpose: { } purpose }
            && !Allows(actor, Operation.SeeControl, purpose, subject.Area, change.Environment))
            return new Unknown(subject.Kind, subject.Key);

        return Allows(actor, change.Operation, subject.Purpose, subject.Area, change.Environment)
            ? null
            : new NotAllowed(change.Operation);
    }

    // Beside people: the schedule and automation keys do what their person may, and nothing but launch and report code.
    private static bool IsWithinItsTask(Actor actor, Operation operation) => (actor.Kind, operation) switch
    {
        (ActorKind.Schedule, Operation.SeeControl or Operation.Release) => true,
        (ActorKind.ApplicationKey, Operation.SeeControl) => actor.Permissions.Count > 0,
        (ActorKind.ApplicationKey, Operation.SeeConfigurations) => actor.Permissions.Contains(KeyPermission.ReadConfigurations),
        (ActorKind.ApplicationKey, Operation.Release) => actor.Permissions.Contains(KeyPermission.ManageLaunches),
        (ActorKind.ApplicationKey, Operation.ReportCode) => actor.Permissions.Contains(KeyPermission.ReportCode),
        _ => false,
    };

    // A key releases nothing by itself: only as a step of a launch.
    private static bool MayAskFor(Actor actor, Change change, bool isPart) =>
        actor.Kind is not ActorKind.ApplicationKey || change is LaunchChange || isPart;

    // Whoever launched it for a time had the right to; that it ends must not depend on whether they still work here.
    private static bool IsEndOfLaunch(Actor actor, Change change) => actor.Kind is ActorKind.Schedule && change.IsWithdrawal;
}
