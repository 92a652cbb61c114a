namespace ReleasePortal.Domain.Decoupling;

/// <summary>Step 1: the organisation tells deployment from release in the names that it gives.</summary>
/// <param name="Clear">Those whose name and description do not mix the words up (<see cref="MixedUpWords"/>), of all that have a name.</param>
public sealed record TermsStep(Part Clear)
{
    /// <summary>
    /// Names are copied into talks, tickets and the next names, so only all of them is enough, and with one in ten mixed up the old
    /// words still go round. Where most are, nobody has begun.
    /// </summary>
    public StepState State => Clear switch
    {
        { IsEnough: false } => StepState.TooLittle,
        _ when Clear.Reaches(100) => StepState.Reached,
        _ when Clear.Reaches(90) => StepState.WellUnderWay,
        _ when Clear.Reaches(50) => StepState.OnTheWay,
        _ => StepState.NotBegun,
    };

    public NextStep Next => Clear switch
    {
        { Count: var clear, All: var all } when clear < all => NextStep.Reword,
        { IsEnough: false } => NextStep.NameThings,
        _ => NextStep.ShareGlossary,
    };
}
