using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Launches;

/// <summary>What became of one step when a launch acted.</summary>
/// <param name="Step">The step.</param>
/// <param name="Entry">The entry that it wrote; null when it wrote none.</param>
/// <param name="Refusal">Why it wrote none.</param>
internal sealed record StepResult(LaunchStep Step, Guid? Entry, Refusal? Refusal);

public sealed partial class Launch
{
    /// <summary>Stops it until it is resumed; a launch that opens in stages stays where it is.</summary>
    internal Result<Changed> Hold(Circumstances circumstances)
    {
        if (Refuse(LaunchAct.Hold, seenVersion: null) is { } refusal)
            return refusal;

        return Alter("HoldLaunch", circumstances, () =>
        {
            (HeldFrom, HeldAt) = (Status, circumstances.At);
            Become(LaunchStatus.OnHold, circumstances);
        });
    }

    /// <summary>Goes on where it was held. A launch whose time has passed meanwhile needs a new one.</summary>
    internal Result<Changed> Resume(int? seenVersion, Circumstances circumstances)
    {
        if (Refuse(LaunchAct.Resume, seenVersion) is { } refusal)
            return refusal;
        if (!HasBegun && Start is not null && StartAt <= circumstances.At)
            return new TimeHasPassed(Name);

        return Alter("ResumeLaunch", circumstances, () =>
        {
            foreach (var step in _steps)
                step.Shift(circumstances.At - HeldAt!.Value);
            var status = HeldFrom!.Value;
            (HeldFrom, HeldAt) = (null, null);
            Become(status, circumstances);
        });
    }

    /// <summary>Gives it up before it began.</summary>
    internal Result<Changed> Cancel(int? seenVersion, Circumstances circumstances)
    {
        if (Refuse(LaunchAct.Cancel, seenVersion) is { } refusal)
            return refusal;

        return Alter("CancelLaunch", circumstances, () => Become(LaunchStatus.Cancelled, circumstances));
    }

    /// <summary>The steps that act when this is asked for; none when it cannot be.</summary>
    internal IReadOnlyList<LaunchStep> ActingIn(LaunchAct act, DateTimeOffset at, bool isSkip) => !Allows(act) ? [] : act switch
    {
        LaunchAct.Start => _steps,
        LaunchAct.Advance => [.. _steps.Where(step => step.NextStageAt is { } due && (isSkip || due <= at))],
        LaunchAct.End or LaunchAct.Undo => [.. _steps.Where(step => step is { HasActed: true, Outcome: not StepOutcome.TakenBack }).Reverse()],
        _ => [],
    };

    /// <summary>Takes what the first changes of all steps came to; one that was refused refuses the whole.</summary>
    internal Result<Changed> Begin(bool approvalNeeded, IReadOnlyList<StepResult> results, int? seenVersion, Circumstances circumstances)
    {
        if (Refuse(LaunchAct.Start, seenVersion) is { } refusal)
            return refusal;
        if (approvalNeeded && ApprovedBy is null)
            return new ApprovalNeeded(circumstances.EnvironmentName);
        if (EndAt <= circumstances.At)
            return new Invalid("end", "TimeInThePast");

        return Go("StartLaunch", results, circumstances, () => StartedAt = circumstances.At);
    }

    /// <summary>Takes what the next stages came to.</summary>
    internal Result<Changed> Advance(IReadOnlyList<StepResult> results, bool isSkip, int? seenVersion, Circumstances circumstances)
    {
        if (Refuse(LaunchAct.Advance, seenVersion) is { } refusal)
            return refusal;
        if (results.Count is 0)
            return new AlreadySo(Name);

        return Go(isSkip ? "AdvanceLaunch.Skipped" : "AdvanceLaunch", results, circumstances, () => { });
    }

    /// <summary>Its end has come, or a person ends it: what nobody has touched since is as it was before.</summary>
    internal Result<Changed> Finish(IReadOnlyList<StepResult> results, int? seenVersion, Circumstances circumstances) =>
        Refuse(LaunchAct.End, seenVersion) is { } refusal
            ? refusal
            : TakeBack("EndLaunch", LaunchStatus.Ended, results, circumstances);

    /// <summary>A person takes it back.</summary>
    internal Result<Changed> Undo(IReadOnlyList<StepResult> results, int? seenVersion, Circumstances circumstances) =>
        Refuse(LaunchAct.Undo, seenVersion) is { } refusal
            ? refusal
            : TakeBack("UndoLaunch", LaunchStatus.Undone, results, circumstances);

    /// <summary>Its time passed while nobody was there to act.</summary>
    internal Result<Changed> Miss(int? seenVersion, Circumstances circumstances) =>
        Refuse(LaunchAct.Miss, seenVersion) is { } refusal
            ? refusal
            : Alter("MissLaunch", circumstances, () => Become(LaunchStatus.Missed, circumstances));

    /// <summary>Records why it was not done at its time.</summary>
    internal Result<Changed> Fail(IReadOnlyList<StepFailure> failures, int? seenVersion, Circumstances circumstances)
    {
        if (Refuse(LaunchAct.Fail, seenVersion) is { } refusal)
            return refusal;

        return Alter("FailLaunch", circumstances, () =>
        {
            Failures = failures;
            Become(LaunchStatus.Failed, circumstances);
        });
    }

    private Result<Changed> Go(string said, IReadOnlyList<StepResult> results, Circumstances circumstances, Action begin)
    {
        var refused = results.Where(result => result.Refusal is not (null or AlreadySo)).ToList();
        if (refused.Count > 0)
            return new StepsRefused(Name, [.. refused.Select(result => new StepFailure(result.Step.Control, result.Refusal!.Message))]);

        return Alter(said, circumstances, () =>
        {
            begin();
            Failures = [];
            (HeldFrom, HeldAt) = (null, null);
            foreach (var result in results)
                result.Step.Take(result.Entry, circumstances.At);
            var isThrough = _steps.All(step => step.NextStageAt is null);
            Become(isThrough ? LaunchStatus.Launched : LaunchStatus.Running, circumstances);
        });
    }

    private Result<Changed> TakeBack(string said, LaunchStatus status, IReadOnlyList<StepResult> results, Circumstances circumstances)
    {
        // What was touched, retired or has lost a variant since is left as it is, and named; anything else must work.
        var refused = results.Where(result => result.Refusal is not (null or AlreadySo or CannotUndo or IsRetired)).ToList();
        if (refused.Count > 0)
            return new StepsRefused(Name, [.. refused.Select(result => new StepFailure(result.Step.Control, result.Refusal!.Message))]);

        var leftAsIs = results.Any(result => result.Refusal is CannotUndo or IsRetired);
        return Alter(leftAsIs ? said + ".Partly" : said, circumstances, () =>
        {
            (HeldFrom, HeldAt) = (null, null);
            foreach (var step in _steps.Where(step => step.NextStageAt is not null))
                step.Settle(step.Outcome);
            foreach (var result in results)
                result.Step.Settle(result.Refusal is CannotUndo or IsRetired ? StepOutcome.TouchedSince : StepOutcome.TakenBack);
            Become(status, circumstances);
        });
    }

    private Refusal? Refuse(LaunchAct act, int? seenVersion)
    {
        if (!Allows(act))
            return new NotPossibleNow(Name, Status, act);
        return seenVersion is not null && seenVersion != Version ? new Stale(Name, Meanwhile: null) : null;
    }

    private void Become(LaunchStatus status, Circumstances circumstances)
    {
        Status = status;
        if (IsRequest && status is LaunchStatus.Scheduled)
            StartAt = circumstances.At;
        if (LaunchLife.IsOver(status) || status is LaunchStatus.Launched)
            FinishedAt = circumstances.At;
        NextAt = NextInstant();
    }

    private Result<Changed> Alter(string sentence, Circumstances circumstances, Action act)
    {
        var before = Snapshot();
        act();
        var after = Snapshot();
        if (before.SameAs(after))
            return new AlreadySo(Name);

        Touch(circumstances);
        return new Changed(Say(sentence), before, after);
    }

    private Sentence Say(string key) => new(key, Words.Of(("launch", Name)).With("when", Start?.ToString() ?? "").With("steps", StillTouched()));

    private IEnumerable<string> StillTouched() => _steps.Where(step => step.Outcome is StepOutcome.TouchedSince).Select(step => step.ControlName);

    private void Touch(Circumstances circumstances)
    {
        Version++;
        ChangedAt = circumstances.At;
        LastEntry = circumstances.EntryId;
    }

    internal LaunchSnapshot Snapshot() => new(this);
}
