namespace ReleasePortal.Domain.Decoupling;

/// <summary>Step 2: applications ask the portal, and there is a bound to how many controls there are.</summary>
/// <param name="Connected">API keys of applications by which anything was asked in the period, of those made.</param>
/// <param name="Temporary">Temporary controls that an application asked for by name, or could have used of all that it took, of those that there are.</param>
/// <param name="LongLived">The same of long-lived ones.</param>
/// <param name="Budgets">Budgets that have a limit, of all budgets.</param>
public sealed record ArchitectureStep(Part Connected, Part Temporary, Part LongLived, Part Budgets)
{
    /// <summary>Controls of either lifetime.</summary>
    public Part Asked => new(Temporary.Count + LongLived.Count, Temporary.All + LongLived.All);

    /// <summary>
    /// One application that asks is a beginning; with half of them and half of the controls, it is how things are done. Some keys are
    /// spare and some controls are ahead of their code, so four in five are all; without a single budget, though, the number of
    /// controls grows until nobody knows what customers get. Few keys are judged as well: they are evidence, not a sample of it.
    /// </summary>
    public StepState State => this switch
    {
        { Connected.Count: 0 } => StepState.NotBegun,
        _ when Connected.Reaches(80) && Asked.Reaches(80) && Budgets.Count > 0 => StepState.Reached,
        _ when Connected.Reaches(50) && Asked.Reaches(50) => StepState.WellUnderWay,
        _ => StepState.OnTheWay,
    };

    public NextStep Next => this switch
    {
        { Connected.All: 0 } => NextStep.MakeKey,
        _ when !Connected.Reaches(80) => NextStep.Connect,
        _ when !Asked.Reaches(80) => NextStep.AskForControls,
        { Budgets.Count: 0 } => NextStep.SetBudgets,
        _ => NextStep.KeepFew,
    };
}
