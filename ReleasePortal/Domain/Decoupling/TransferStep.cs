namespace ReleasePortal.Domain.Decoupling;

/// <summary>Step 4: the business releases by itself, and engineers keep only what is theirs.</summary>
/// <param name="ByBusiness">Releases of business controls made by business users (<see cref="BusinessUsers"/>), of all such releases in the period.</param>
/// <param name="Operational">How many business controls look operational (<see cref="OperationalLook"/>).</param>
/// <param name="HandedOver">How many controls were handed over in the period.</param>
public sealed record TransferStep(Part ByBusiness, int Operational, int HandedOver)
{
    /// <summary>
    /// Engineers may release a business control, and sometimes have to, so four in five are all, as long as nothing that engineers
    /// need in an incident lies in other hands. What was handed over but is not yet released is on its way.
    /// </summary>
    public StepState State => this switch
    {
        { ByBusiness.IsEnough: false, HandedOver: > 0 } => StepState.OnTheWay,
        { ByBusiness.IsEnough: false } => StepState.TooLittle,
        _ when ByBusiness.Reaches(80) && Operational is 0 => StepState.Reached,
        _ when ByBusiness.Reaches(50) => StepState.WellUnderWay,
        _ when ByBusiness.Reaches(20) => StepState.OnTheWay,
        _ => StepState.NotBegun,
    };

    public NextStep Next => this switch
    {
        { Operational: > 0 } => NextStep.TakeBack,
        { ByBusiness.IsEnough: false } => NextStep.HandOver,
        _ when !ByBusiness.Reaches(80) => NextStep.LetTheBusinessRelease,
        _ => NextStep.KeepHandingOver,
    };
}
