namespace ReleasePortal.Domain.Decoupling;

/// <summary>Step 3: releases happen when the business wants them, not when a version is installed.</summary>
/// <param name="Apart">Releases without a deployment in the hour before, of all releases of the period.</param>
/// <param name="Deployments">How many deployments were reported in the period.</param>
public sealed record IndependenceStep(Part Apart, int Deployments)
{
    /// <summary>
    /// An hour is short: whoever releases when it suits them meets a deployment in it by chance only, so that less than one in five
    /// apart means that releasing is still a part of deploying. Teams that deploy all day meet one often, so four in five are all.
    /// Without deployments nothing can be compared.
    /// </summary>
    public StepState State => this switch
    {
        { Deployments: 0 } or { Apart.IsEnough: false } => StepState.TooLittle,
        _ when Apart.Reaches(80) => StepState.Reached,
        _ when Apart.Reaches(50) => StepState.WellUnderWay,
        _ when Apart.Reaches(20) => StepState.OnTheWay,
        _ => StepState.NotBegun,
    };

    public NextStep Next => this switch
    {
        { Deployments: 0 } => NextStep.ReportDeployments,
        { Apart.IsEnough: false } => NextStep.Release,
        _ when Apart.Reaches(80) => NextStep.ShortenTheWait,
        _ => NextStep.ReleaseApart,
    };
}
