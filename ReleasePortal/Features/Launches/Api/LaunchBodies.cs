using System.ComponentModel;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Launches.Api;

/// <summary>A local time with its zone.</summary>
/// <param name="Local">The wall clock there, such as 2027-03-01T09:00.</param>
/// <param name="Zone">An IANA zone, such as America/Chicago.</param>
/// <param name="UtcOffsetMinutes">Which of the two is meant where clocks go back and the time comes twice; otherwise left out.</param>
internal sealed record TimeBody(DateTime Local, string Zone, int? UtcOffsetMinutes = null)
{
    public static TimeBody? Of(PlannedTime? time) => time is null ? null : new TimeBody(time.Local, time.Zone, (int)time.Offset.TotalMinutes);

    public WantedTime ToWanted() =>
        new(Local, Zone, UtcOffsetMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null);
}

/// <summary>How a step serves a part of the users before all of them.</summary>
/// <param name="Percent">Of everyone.</param>
/// <param name="Minutes">How long, before the next stage.</param>
internal sealed record StageBody(decimal Percent, int Minutes);

/// <summary>One part of an A/B test.</summary>
internal sealed record WeightBody(string Variant, int Weight);

/// <summary>What one control is to be.</summary>
internal enum StepState
{
    Everyone,
    Groups,
    Split,
    Closed,
}

/// <summary>One step that is wanted.</summary>
internal sealed record WantedStepBody
{
    [Description("The control's key.")]
    public required string Control { get; init; }

    [Description("The state that it is to have.")]
    public required StepState To { get; init; }

    [Description("For a flag that goes to everyone or to groups: which variant they get.")]
    public string? Variant { get; init; }

    [Description("Of everyone, how many get it, in percent; left out for all.")]
    public decimal? Percent { get; init; }

    [Description("For groups: their keys, in order.")]
    public IReadOnlyList<string> Groups { get; init; } = [];

    [Description("For a split: the weights of the variants.")]
    public IReadOnlyList<WeightBody> Split { get; init; } = [];

    [Description("By which shares it opens before that; left out for at once.")]
    public IReadOnlyList<StageBody> Stages { get; init; } = [];
}

/// <summary>A launch that is wanted.</summary>
internal sealed record WantedLaunchBody
{
    [Description("An id of your own, a UUID: sent again, the launch is not made twice. Left out, the portal makes one.")]
    public Guid? Id { get; init; }

    [Description("What people call it.")]
    public required string Name { get; init; }

    [Description("Why and for what: the reason of every step in the history.")]
    public string Notes { get; init; } = "";

    [Description("What is to be so, in the order in which it is applied.")]
    public required IReadOnlyList<WantedStepBody> Steps { get; init; }

    [Description("When it begins by itself; left out for a launch by button.")]
    public TimeBody? Start { get; init; }

    [Description("When every control goes back to what it was; left out for never.")]
    public TimeBody? End { get; init; }

    [Description("False leaves it a draft; otherwise it is scheduled, or waits for an approval where the environment wants one.")]
    public bool Schedule { get; init; } = true;

    // Lists of JSON may hold null whatever the type says.
    internal bool IsWhole => Steps.All(step =>
        step is not null
        && step.Groups.All(group => group is not null)
        && step.Split.All(part => part is not null)
        && step.Stages.All(stage => stage is not null));
}

/// <summary>What to put back although somebody has changed it since.</summary>
/// <param name="EvenIfTouched">Keys of controls.</param>
internal sealed record UndoBody(IReadOnlyList<string>? EvenIfTouched = null);

/// <summary>A step of a launch as it stands.</summary>
/// <param name="Control">The control's key.</param>
/// <param name="Will">What it does, in words.</param>
/// <param name="Outcome">How far it has come.</param>
internal sealed record StepBody(string Control, string Will, StepOutcome Outcome);

/// <summary>Why a step was not applied.</summary>
internal sealed record FailureBody(string Control, string Why);

/// <summary>A launch as it stands.</summary>
internal sealed record LaunchBody(
    Guid Id,
    string Name,
    string Notes,
    string Environment,
    LaunchStatus Status,
    TimeBody? Start,
    TimeBody? End,
    DateTimeOffset? StartAt,
    DateTimeOffset? EndAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<StepBody> Steps,
    IReadOnlyList<FailureBody> Failures,
    int Version)
{
    public static LaunchBody Of(Launch launch) => new(
        launch.Id,
        launch.Name,
        launch.Notes,
        launch.Environment,
        launch.Status,
        TimeBody.Of(launch.Start),
        TimeBody.Of(launch.End),
        launch.StartAt,
        launch.EndAt,
        launch.StartedAt,
        launch.FinishedAt,
        [.. launch.Steps.Select(step => new StepBody(step.Control, step.Said.Will().Plain(), step.Outcome))],
        [.. launch.Failures.Select(failure => new FailureBody(failure.Control, failure.Why.ToString()))],
        launch.Version);
}

/// <summary>Launches, the latest first.</summary>
/// <param name="Launches">At most as many as were asked for.</param>
/// <param name="Next">What to send as <c>before</c> for those that follow; null at the end.</param>
internal sealed record LaunchListBody(IReadOnlyList<LaunchBody> Launches, Guid? Next);
