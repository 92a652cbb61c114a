using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Launches;

/// <summary>A control as a step of a launch names it, with the step in words.</summary>
/// <param name="Control">The control, as it is now.</param>
/// <param name="Said">The step's sentence.</param>
internal sealed record StepSubject(ReleaseControl Control, Sentence Said);

public sealed partial class Launch
{
    /// <summary>A new launch, still a draft.</summary>
    /// <param name="id">A UUIDv7.</param>
    /// <param name="details">What is planned, checked by <see cref="LaunchRules"/>.</param>
    /// <param name="subjects">The controls of its steps, in their order.</param>
    /// <param name="circumstances">Clock and caller, who becomes the owner.</param>
    internal static Launch Create(Guid id, LaunchDetails details, IReadOnlyList<StepSubject> subjects, Circumstances circumstances)
    {
        var launch = new Launch
        {
            Id = id,
            OwnerId = circumstances.Actor.OnBehalfOf ?? circumstances.Actor.Id,
            IsRequest = details.IsRequest,
            CreatedAt = circumstances.At,
        };
        launch.Take(details, subjects);
        launch.Touch(circumstances);
        return launch;
    }

    internal Changed Created() => new(Say(IsRequest ? "CreateLaunch.Request" : "CreateLaunch"), Before: null, Snapshot());

    /// <summary>Alters the plan; an approval that it had is void, and it is a draft again.</summary>
    internal Result<Changed> Edit(LaunchDetails details, IReadOnlyList<StepSubject> subjects, int? seenVersion, Circumstances circumstances)
    {
        if (Refuse(LaunchAct.Edit, seenVersion) is { } refusal)
            return refusal;

        return Alter("EditLaunch", circumstances, () =>
        {
            (Status, HeldFrom, HeldAt, Failures) = (LaunchStatus.Draft, null, null, []);
            Forget();
            Take(details, subjects);
        });
    }

    /// <summary>Sends it on its way: to be approved where the environment wants that, else to its time.</summary>
    internal Result<Changed> Submit(bool approvalNeeded, int? seenVersion, Circumstances circumstances)
    {
        if (Refuse(LaunchAct.Submit, seenVersion) is { } refusal)
            return refusal;
        if (StartAt <= circumstances.At && !IsRequest)
            return new Invalid("start", "TimeInThePast");
        if (EndAt <= circumstances.At)
            return new Invalid("end", "TimeInThePast");

        var waits = approvalNeeded && ApprovedBy is null;
        return Alter(waits ? "SubmitLaunch.Asked" : Start is null ? "SubmitLaunch.Ready" : "SubmitLaunch", circumstances, () =>
        {
            SubmittedBy = circumstances.Actor.Id;
            Failures = [];
            Become(waits ? LaunchStatus.AwaitingApproval : LaunchStatus.Scheduled, circumstances);
        });
    }

    /// <summary>Another person's word that it may happen.</summary>
    internal Result<Changed> Approve(string? comment, int? seenVersion, Circumstances circumstances)
    {
        if ((Refuse(LaunchAct.Approve, seenVersion) ?? Answer(comment, circumstances)) is { } refusal)
            return refusal;

        return Alter("ApproveLaunch", circumstances, () =>
        {
            (ApprovedBy, ApprovedAt, Comment) = (circumstances.Actor.Id, circumstances.At, Trimmed(comment));
            Become(LaunchStatus.Scheduled, circumstances);
        });
    }

    /// <summary>Turns it down; it is a draft again.</summary>
    internal Result<Changed> Reject(string? comment, int? seenVersion, Circumstances circumstances)
    {
        if ((Refuse(LaunchAct.Reject, seenVersion) ?? Answer(comment, circumstances)) is { } refusal)
            return refusal;
        if (Trimmed(comment) is null)
            return new Invalid("comment", "Required");

        return Alter("RejectLaunch", circumstances, () =>
        {
            Forget();
            Comment = Trimmed(comment);
            Become(LaunchStatus.Draft, circumstances);
        });
    }

    /// <summary>Works its instants out again, for zones whose rules have changed.</summary>
    internal Result<Changed> Retime(Circumstances circumstances)
    {
        if (Refuse(LaunchAct.Retime, seenVersion: null) is { } refusal)
            return refusal;

        return Alter("RetimeLaunch", circumstances, () => SetTimes(HasBegun ? Start : Start?.Again(), End?.Again()));
    }

    private Refusal? Answer(string? comment, Circumstances circumstances)
    {
        if (circumstances.Actor.Id == SubmittedBy || circumstances.Actor.Id == OwnerId)
            return new OwnApproval();
        return Invalid.From(new FieldRules().Text("comment", comment, LaunchRules.NotesLength, lines: true).Errors);
    }

    private void Take(LaunchDetails details, IReadOnlyList<StepSubject> subjects)
    {
        (Name, Notes, Environment, Area) = (details.Name.Trim(), FieldRules.Trimmed(details.Notes), details.Environment, details.Area);
        _steps.Clear();
        _steps.AddRange(subjects.Select((subject, index) => new LaunchStep(Id, index, details.Steps[index], subject.Control, subject.Said)));
        SetTimes(Settled(details.Start), Settled(details.End));
    }

    private void SetTimes(PlannedTime? start, PlannedTime? end)
    {
        (Start, End) = (start, end);
        (StartAt, EndAt) = (start?.Instant, end?.Instant);
        NextAt = NextInstant();
    }

    private void Forget() => (SubmittedBy, ApprovedBy, ApprovedAt, Comment) = (null, null, null, null);

    private static PlannedTime? Settled(WantedTime? wanted) =>
        wanted is null ? null : PlannedTime.Settle(wanted, "").Value ?? throw new InvalidOperationException("The rules were not asked.");

    private static string? Trimmed(string? text) => FieldRules.Trimmed(text) is { Length: > 0 } trimmed ? trimmed : null;
}
