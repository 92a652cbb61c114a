using ReleasePortal.Components.Glossary;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Decoupling;

namespace ReleasePortal.Features.Steps;

/// <summary>Where the next best thing is done, for those who may do it.</summary>
internal static class NextActs
{
    public static NextAct For(NextStep step, StepsView view, Actor actor) => new(step, Address(step, view, actor));

    private static string? Address(NextStep step, StepsView view, Actor actor)
    {
        string? For(Operation operation, string address) => AccessRules.Allows(actor, operation) ? address : null;

        return step switch
        {
            NextStep.NameThings => For(Operation.MaintainControl, "/controls/new"),
            NextStep.Reword => view.Terms.MixedUp[0] is var first ? For(OperationOn(first.Kind), first.Address) : null,
            NextStep.ShareGlossary => GlossaryWords.Address,
            NextStep.MakeKey or NextStep.Connect => For(Operation.ManageKeys, "/administration/keys") ?? For(Operation.MaintainControl, "/controls"),
            NextStep.AskForControls or NextStep.KeepFew => For(Operation.SeeCleanUp, "/controls/clean-up"),
            NextStep.SetBudgets => For(Operation.ManageEnvironments, "/administration/budgets"),
            NextStep.ReportDeployments => For(Operation.ManageKeys, "/administration/keys") ?? For(Operation.SeeDeployments, "/deployments"),
            NextStep.Release or NextStep.ShortenTheWait => For(Operation.Release, "/"),
            NextStep.ReleaseApart => For(Operation.Release, "/launches/new"),
            NextStep.HandOver or NextStep.KeepHandingOver => For(Operation.MaintainControl, "/controls?purpose=operational"),
            NextStep.TakeBack => For(Operation.MaintainControl, $"/controls/{view.Transfer.Looking[0].Key}?tab=settings"),
            _ => For(Operation.ManagePeople, "/administration/people") ?? For(Operation.Release, "/"),
        };
    }

    private static Operation OperationOn(SubjectKind kind) => kind switch
    {
        SubjectKind.Control => Operation.MaintainControl,
        SubjectKind.Group => Operation.DefineGroup,
        _ => Operation.Release,
    };
}
