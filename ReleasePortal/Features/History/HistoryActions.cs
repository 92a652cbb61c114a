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

namespace ReleasePortal.Features.History;

/// <summary>What people filter by under "action": kinds of change that belong together, under the name that the address has.</summary>
public static class HistoryActions
{
    private static readonly Kind[] Kinds =
    [
        new("released", [nameof(ReleaseControlToEveryone), nameof(ReleaseToGroups), nameof(ServeSplit)]),
        new("withdrawn", [nameof(Withdraw)]),
        new("undone", [nameof(Undo)]),
        new("created", [nameof(CreateControl)]),
        new("edited", [nameof(EditControl)]),
        new("handed-over", [nameof(HandOver), nameof(TakeBack)]),
        new("retired", [nameof(Retire), nameof(RestoreControl)]),
        new("launched", [nameof(StartLaunch), nameof(AdvanceLaunch)]),
        new("taken-back", [nameof(EndLaunch), nameof(UndoLaunch)]),
        new("approved", [nameof(ApproveLaunch), nameof(RejectLaunch)]),
        new(
            "planned",
            [
                nameof(CreateLaunch), nameof(EditLaunch), nameof(SubmitLaunch), nameof(HoldLaunch), nameof(ResumeLaunch),
                nameof(CancelLaunch), nameof(MissLaunch), nameof(FailLaunch), nameof(RetimeLaunch),
            ]),
        new("groups", [nameof(DefineGroup), nameof(EditGroup), nameof(RemoveGroup)]),
        new("environments", [nameof(DefineEnvironment), nameof(EditEnvironment), nameof(DefineArea)]),
        new("budgets", [nameof(SetBudgets)]),
        new("configurations", [nameof(DefineConfiguration), nameof(EditConfiguration), nameof(RemoveConfiguration)]),
        new("freezes", [nameof(DefineFreeze), nameof(EditFreeze), nameof(LiftFreeze)]),
        new("people", [nameof(AddPerson), nameof(SetRoles), nameof(RenamePerson), nameof(DisablePerson), nameof(EnablePerson), nameof(ForgetPerson), nameof(ConfirmAccessReview)], IsSecurity: true),
        new("sign-ins", [nameof(RecordDoorEvent), nameof(ChangeOwnPassword), nameof(ResetPassword), nameof(MakeCalendarAddress), nameof(RemoveCalendarAddress)], IsSecurity: true),
        new("exports", [nameof(RecordExport)], IsSecurity: true),
        new("keys", [nameof(CreateKey), nameof(RotateKey), nameof(RevokeKey), nameof(RecordKeyUse)], IsSecurity: true),
        new("archived", [nameof(ArchiveHistory), nameof(SetRetention)], IsSecurity: true),
    ];

    /// <summary>The names that mean something to this reader.</summary>
    public static IReadOnlyList<string> For(Actor actor)
    {
        var security = AccessRules.Allows(actor, Operation.SeeSecurityEntries);
        return [.. Kinds.Where(kind => security || !kind.IsSecurity).Select(kind => kind.Name)];
    }

    /// <summary>The type names of the changes behind a name; none for a name that does not exist.</summary>
    public static IReadOnlyList<string> Types(string name) => Kinds.FirstOrDefault(kind => kind.Name == name)?.Types ?? [];

    private sealed record Kind(string Name, string[] Types, bool IsSecurity = false);
}
