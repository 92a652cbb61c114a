using ReleasePortal.Components.Glossary;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Decoupling;

namespace ReleasePortal.Features.Steps;

/// <summary>Where the next best thing is done, for those who may do it.</summary>
internal static class NextActs
{
    public static NextAct For(NextStep step, StepsView view, Actor actor) => new(step, PlaceOf(step, view, actor));

    private static Place? PlaceOf(NextStep step, StepsView view, Actor actor)
    {
        Place? For(Operation operation, string name, string address) => AccessRules.Allows(actor, operation) ? new Place(name, address) : null;

        return step switch
        {
            NextStep.NameThings => For(Operation.MaintainControl, "NewControl", "/controls/new"),
            NextStep.Reword => view.Terms.MixedUp[0] is var first ? For(OperationOn(first.Kind), "Thing", first.Address) : null,
            NextStep.ShareGlossary => new Place("Glossary", GlossaryWords.Address),
            NextStep.MakeKey or NextStep.Connect => For(Operation.ManageKeys, "Keys", "/administration/keys") ?? For(Operation.MaintainControl, "Controls", "/controls"),
            NextStep.AskForControls or NextStep.KeepFew => For(Operation.SeeCleanUp, "CleanUp", "/controls/clean-up"),
            NextStep.SetBudgets => For(Operation.ManageEnvironments, "Budgets", "/administration/budgets"),
            NextStep.ReportDeployments => For(Operation.ManageKeys, "Keys", "/administration/keys") ?? For(Operation.SeeDeadLetters, "Deployments", "/deployments"),
            NextStep.Release or NextStep.ShortenTheWait => For(Operation.Release, "Launchpad", "/"),
            NextStep.ReleaseApart => For(Operation.Release, "NewLaunch", "/launches/new"),
            NextStep.HandOver or NextStep.KeepHandingOver => For(Operation.MaintainControl, "Operational", "/controls?purpose=operational"),
            NextStep.TakeBack => For(Operation.MaintainControl, "Thing", $"/controls/{view.Transfer.Looking[0].Key}?tab=settings"),
            _ => For(Operation.ManagePeople, "People", "/administration/people") ?? For(Operation.Release, "Launchpad", "/"),
        };
    }

    private static Operation OperationOn(SubjectKind kind) => kind switch
    {
        SubjectKind.Control => Operation.MaintainControl,
        SubjectKind.Group => Operation.DefineGroup,
        _ => Operation.Release,
    };
}
