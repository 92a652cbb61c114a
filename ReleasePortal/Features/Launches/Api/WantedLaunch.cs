using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launches.Api;

/// <summary>Turns what a program wants into what the desk is asked; what does not hold is refused there, field by field.</summary>
internal static class WantedLaunch
{
    private const int BasisPoints = 100;

    public static LaunchDetails ToDetails(this WantedLaunchBody wanted, string environment) => new()
    {
        Name = wanted.Name,
        Notes = wanted.Notes,
        Environment = environment,
        Steps = [.. wanted.Steps.Select(step => new PlannedStep(Change(step, environment), [.. step.Stages.Select(Stage)]))],
        Start = wanted.Start?.ToWanted(),
        End = wanted.End?.ToWanted(),
    };

    private static StateChange Change(WantedStepBody step, string on) => step.To switch
    {
        StepState.Groups => new ReleaseToGroups(step.Control, on, [.. step.Groups.Select(group => new GroupRule(group, ServingOf(step)))]),
        StepState.Split => new ServeSplit(step.Control, on, Weights(step), Share(step.Percent)),
        StepState.Closed => new Withdraw(step.Control, on),
        _ => new ReleaseControlToEveryone(step.Control, on, step.Variant, Share(step.Percent)),
    };

    private static Serving ServingOf(WantedStepBody step) => step.Split.Count > 0 ? Serving.Between(Weights(step)) : Serving.Of(step.Variant ?? Variant.On);

    private static IReadOnlyList<WeightedVariant> Weights(WantedStepBody step) =>
        [.. step.Split.Select(part => new WeightedVariant(part.Variant, part.Weight))];

    private static Stage Stage(StageBody stage) => new(Share(stage.Percent)!.Value, TimeSpan.FromMinutes(stage.Minutes));

    // What is out of bounds stays so, and is refused in words.
    private static int? Share(decimal? percent) => percent is { } part ? (int)Math.Round(Math.Clamp(part, -1, 1_000) * BasisPoints) : null;
}
