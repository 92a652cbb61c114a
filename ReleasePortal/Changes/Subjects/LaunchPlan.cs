using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Changes.Subjects;

/// <summary>Checks what is planned in a launch against the controls as they are now.</summary>
internal sealed class LaunchPlan(UnitOfWork unit)
{
    /// <summary>The controls of the steps with their sentences, or everything that does not hold.</summary>
    public async Task<Result<IReadOnlyList<StepSubject>>> CheckAsync(
        LaunchDetails details, Circumstances circumstances, CancellationToken cancellationToken)
    {
        if (Invalid.From(LaunchRules.Check(details, circumstances.At)) is { } invalid)
            return invalid;
        if (await unit.FindEnvironmentAsync(details.Environment, cancellationToken) is null)
            return new Invalid("environment", "UnknownEnvironment", details.Environment);
        if (!await unit.HasAreaAsync(details.Area, cancellationToken))
            return new Invalid("area", "UnknownArea", details.Area);

        var subjects = new List<StepSubject>();
        var controls = await ControlsAsync(details, circumstances.Actor, cancellationToken);
        foreach (var (index, step) in details.Steps.Index())
        {
            // A control that the actor may not see is answered as one that does not exist.
            if (!controls.TryGetValue(step.Change.Control, out var control))
                return Refused(index, new Unknown(SubjectKind.Control, step.Change.Control));
            if (step.Change is Undo)
                return Refused(index, new CannotUndo(control.Name));
            if (!control.Say(step.Change, circumstances).TryGet(out var said, out var refusal))
                return Refused(index, refusal);
            subjects.Add(new StepSubject(control, said));
        }

        return subjects;
    }

    /// <summary>A launch with one operational step is operational as a whole.</summary>
    public static Purpose PurposeOf(IReadOnlyList<StepSubject> subjects) =>
        subjects.Any(subject => subject.Control.Purpose is Purpose.Operational) ? Purpose.Operational : Purpose.Business;

    private static StepNotPossible Refused(int index, Refusal why) => new(index, why.Message.ToString());

    private async Task<Dictionary<string, ReleaseControl>> ControlsAsync(LaunchDetails details, Actor actor, CancellationToken cancellationToken)
    {
        var keys = details.Steps.Select(step => step.Change.Control).ToList();
        return await unit.Database.Controls.AsNoTracking()
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => keys.Contains(control.Key))
            .ToDictionaryAsync(control => control.Key, StringComparer.Ordinal, cancellationToken);
    }
}
