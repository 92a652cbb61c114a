using ReleasePortal.Domain.History;

namespace ReleasePortal.Domain.Launches;

/// <summary>What the history keeps of a launch, before and after a change.</summary>
public sealed record LaunchSnapshot
{
    public LaunchSnapshot()
    {
    }

    internal LaunchSnapshot(Launch launch)
    {
        Name = launch.Name;
        Notes = new PersonalText(launch.Notes);
        Environment = launch.Environment;
        Status = launch.Status;
        Start = launch.Start?.ToString();
        End = launch.End?.ToString();
        Steps = [.. launch.Steps.Select(step => new StepSnapshot(step))];
        ApprovedBy = launch.ApprovedBy;
        Comment = launch.Comment is { } comment ? new PersonalText(comment) : null;
        Failures = [.. launch.Failures.Select(failure => $"{failure.Control}: {Wording.Segments.Plain(failure.Why.Say())}")];
    }

    public string Name { get; init; } = "";

    public PersonalText Notes { get; init; }

    public string Environment { get; init; } = "";

    public LaunchStatus Status { get; init; }

    public string? Start { get; init; }

    public string? End { get; init; }

    public IReadOnlyList<StepSnapshot> Steps { get; init; } = [];

    public Guid? ApprovedBy { get; init; }

    public PersonalText? Comment { get; init; }

    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>Equality by content; the record's own compares lists by reference.</summary>
    internal bool SameAs(LaunchSnapshot other) =>
        this with { Steps = other.Steps, Failures = other.Failures } == other
        && Steps.SequenceEqual(other.Steps)
        && Failures.SequenceEqual(other.Failures);
}

/// <summary>One step of it.</summary>
/// <param name="Control">The control's key.</param>
/// <param name="Said">The step in words, as it was planned.</param>
/// <param name="Stages">"5 % for 1.00:00:00", in their order, as one text; null for at once.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Made">How many changes it has made.</param>
public sealed record StepSnapshot(string Control, string Said, string? Stages, StepOutcome Outcome, int Made)
{
    internal StepSnapshot(LaunchStep step)
        : this(
            step.Control,
            Wording.Segments.Plain(step.Said.WillAt("", System.Globalization.CultureInfo.InvariantCulture)),
            step.Stages.Count is 0 ? null : string.Join(", ", step.Stages.Select(stage => $"{Wording.Phrasing.Percent(stage.Share, System.Globalization.CultureInfo.InvariantCulture)} for {stage.For:c}")),
            step.Outcome,
            step.Made)
    {
    }
}
