using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Launches;

/// <summary>What became of a step.</summary>
public enum StepOutcome
{
    /// <summary>Its time has not come.</summary>
    Waiting,

    /// <summary>It opens in stages and is not yet through.</summary>
    Opening,

    Done,

    /// <summary>The control was already as the step would have made it.</summary>
    AlreadySo,

    /// <summary>The control is back as it was before the launch.</summary>
    TakenBack,

    /// <summary>Somebody changed the control after the launch, so it was left as it is.</summary>
    TouchedSince,
}

/// <summary>One step of a launch: the state that one control is to have, and how far it has come.</summary>
public sealed class LaunchStep
{
    // For EF Core.
    private LaunchStep() => (Change, Said, Control) = (null!, null!, "");

    internal LaunchStep(Guid launch, int index, PlannedStep planned, ReleaseControl control, Sentence said)
    {
        Id = Guid.CreateVersion7();
        LaunchId = launch;
        Index = index;
        ControlId = control.Id;
        Control = control.Key;
        Change = planned.Change with { SeenVersion = null };
        Stages = planned.Stages;
        Said = said;
    }

    public Guid Id { get; private set; }

    public Guid LaunchId { get; private set; }

    /// <summary>Its place in the order.</summary>
    public int Index { get; private set; }

    public Guid ControlId { get; private set; }

    /// <summary>The control's key.</summary>
    public string Control { get; private set; }

    /// <summary>The state that it is to have in the end.</summary>
    public StateChange Change { get; private set; }

    public IReadOnlyList<Stage> Stages { get; private set; } = [];

    /// <summary>The change in words, with the names of the day on which it was planned.</summary>
    public Sentence Said { get; private set; }

    public StepOutcome Outcome { get; private set; }

    /// <summary>How many changes it has made: the stages, then the whole.</summary>
    public int Made { get; private set; }

    /// <summary>When the next stage is due; null when none is.</summary>
    public DateTimeOffset? NextStageAt { get; private set; }

    /// <summary>The entry of its first change, whose "before" is the state to go back to.</summary>
    public Guid? FirstEntry { get; private set; }

    /// <summary>The entry of its last change: somebody has touched the control since when it has another one.</summary>
    public Guid? LastEntry { get; private set; }

    /// <summary>The control's name on the day on which the step was planned.</summary>
    public string ControlName => Said.Words["control"]!.GetValue<string>();

    /// <summary>Whether there is anything that could be taken back.</summary>
    public bool HasActed => FirstEntry is not null;

    /// <summary>What it would do next.</summary>
    internal StateChange Next() => Made >= Stages.Count ? Change : WithShare(Change, Stages[Made].Share);

    /// <summary>Its next change was made, or was already so (<paramref name="entry"/> null).</summary>
    internal void Take(Guid? entry, DateTimeOffset at)
    {
        FirstEntry ??= entry;
        LastEntry = entry ?? LastEntry;
        var stage = Made < Stages.Count ? Stages[Made] : null;
        Made++;
        NextStageAt = stage is null ? null : at + stage.For;
        Outcome = (stage, HasActed) switch
        {
            (not null, _) => StepOutcome.Opening,
            (null, true) => StepOutcome.Done,
            (null, false) => StepOutcome.AlreadySo,
        };
    }

    internal void Settle(StepOutcome outcome) => (Outcome, NextStageAt) = (outcome, null);

    /// <summary>A pause moves what is still to come.</summary>
    internal void Shift(TimeSpan by) => NextStageAt += by;

    internal static bool CanOpenInStages(StateChange change) =>
        change is ReleaseControlToEveryone { Share: null } or ServeSplit { Share: null };

    private static StateChange WithShare(StateChange change, int share) => change switch
    {
        ReleaseControlToEveryone everyone => everyone with { Share = share },
        ServeSplit split => split with { Share = share },
        _ => change,
    };
}
