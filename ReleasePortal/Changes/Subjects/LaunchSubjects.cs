using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Changes.Subjects;

internal sealed class LaunchSubjects : ISubjects
{
    public bool Knows(Change change) => change is LaunchChange;

    public async Task<Result<LoadedSubject>> LoadAsync(Change change, UnitOfWork unit, CancellationToken cancellationToken)
    {
        if (change is CreateLaunch create)
            return new NewLaunch(create, unit);

        var wanted = (LaunchChange)change;
        var launch = await unit.Database.Launches
            .Include(launch => launch.Steps.OrderBy(step => step.Index))
            .SingleOrDefaultAsync(launch => launch.Id == wanted.Launch, cancellationToken);
        if (launch is null)
            return new Unknown(SubjectKind.Launch, wanted.Launch.ToString());

        return new LoadedLaunch(launch, wanted, await PurposeOfAsync(launch, unit, cancellationToken), unit);
    }

    /// <summary>A launch with one operational step is operational as a whole; a control may have changed hands since it was planned.</summary>
    private static async Task<Purpose> PurposeOfAsync(Launch launch, UnitOfWork unit, CancellationToken cancellationToken)
    {
        var controls = launch.Steps.Select(step => step.ControlId).ToList();
        var isOperational = await unit.Database.Controls.AnyAsync(
            control => controls.Contains(control.Id) && control.Purpose == Purpose.Operational, cancellationToken);
        return isOperational ? Purpose.Operational : Purpose.Business;
    }

    private static Subject SubjectOf(Guid id, string area, Purpose? purpose) => new(SubjectKind.Launch, id, id.ToString(), area, purpose);

    private sealed class NewLaunch(CreateLaunch create, UnitOfWork unit) : LoadedSubject
    {
        private Purpose? _purpose;

        // Its purpose is that of its controls, which are looked up only as far as the actor may see them.
        public override Subject Subject => SubjectOf(create.Launch, create.Details.Area, _purpose);

        public override string? Environment => create.Details.Environment;

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            var planned = await new LaunchPlan(unit).CheckAsync(create.Details, circumstances, cancellationToken);
            if (!planned.TryGet(out var subjects, out var refusal))
                return refusal;
            if (await unit.Database.Launches.AnyAsync(other => other.Id == create.Launch, cancellationToken))
                return new KeyTaken(create.Launch.ToString());

            var launch = Launch.Create(create.Launch, create.Details, subjects, circumstances);
            unit.Database.Add(launch);
            _purpose = LaunchPlan.PurposeOf(subjects);
            return launch.Created();
        }
    }

    private sealed class LoadedLaunch(Launch launch, LaunchChange change, Purpose purpose, UnitOfWork unit) : LoadedSubject
    {
        private readonly List<StepResult> _results = [];
        private Purpose _purpose = purpose;

        public override Subject Subject => SubjectOf(launch.Id, launch.Area, _purpose);

        public override string? Environment => launch.Environment;

        public override IReadOnlyList<Change> Parts(Circumstances circumstances)
        {
            if (change.Act is not { } act)
                return [];

            var acting = launch.ActingIn(act, circumstances.At, change is AdvanceLaunch { IsSkip: true });
            return [.. acting.Select(step => act is LaunchAct.End or LaunchAct.Undo ? UndoOf(step) : step.Next())];
        }

        public override void Take(Change part, Guid? entry, Refusal? refusal) =>
            _results.Add(new StepResult(launch.Steps.Single(step => step.Control == ((StateChange)part).Control), entry, refusal));

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken) => change switch
        {
            EditLaunch edit => await EditAsync(edit, circumstances, cancellationToken),
            SubmitLaunch submit => launch.Submit(await IsApprovalNeededAsync(cancellationToken), submit.SeenVersion, circumstances),
            ApproveLaunch approve => launch.Approve(approve.Comment, approve.SeenVersion, circumstances),
            RejectLaunch reject => launch.Reject(reject.Comment, reject.SeenVersion, circumstances),
            HoldLaunch => launch.Hold(circumstances),
            ResumeLaunch resume => launch.Resume(resume.SeenVersion, circumstances),
            CancelLaunch cancel => launch.Cancel(cancel.SeenVersion, circumstances),
            StartLaunch start => launch.Begin(await IsApprovalNeededAsync(cancellationToken), _results, start.SeenVersion, circumstances),
            AdvanceLaunch advance => launch.Advance(_results, advance.IsSkip, advance.SeenVersion, circumstances),
            EndLaunch end => launch.Finish(_results, end.SeenVersion, circumstances),
            UndoLaunch undo => launch.Undo(_results, undo.SeenVersion, circumstances),
            MissLaunch miss => launch.Miss(miss.SeenVersion, circumstances),
            FailLaunch fail => launch.Fail(fail.Failures, fail.SeenVersion, circumstances),
            RetimeLaunch => launch.Retime(circumstances),
            _ => throw new InvalidOperationException($"Nobody decides about {change.GetType().Name}."),
        };

        private async Task<Result<Changed>> EditAsync(EditLaunch edit, Circumstances circumstances, CancellationToken cancellationToken)
        {
            var planned = await new LaunchPlan(unit).CheckAsync(edit.Details, circumstances, cancellationToken);
            if (!planned.TryGet(out var subjects, out var refusal))
                return refusal;

            var decided = launch.Edit(edit.Details, subjects, edit.SeenVersion, circumstances);
            // The entry says what the plan was as well: one that named a kill switch before stays with those who may know of it.
            if (decided.IsSuccess && _purpose is Purpose.Business)
                _purpose = LaunchPlan.PurposeOf(subjects);
            return decided;
        }

        private Undo UndoOf(LaunchStep step) => new(step.Control, launch.Environment, step.FirstEntry!.Value)
        {
            UpTo = step.LastEntry,
            EvenIfTouched = change is UndoLaunch undo && undo.EvenIfTouched.Contains(step.Control, StringComparer.Ordinal),
        };

        private async Task<bool> IsApprovalNeededAsync(CancellationToken cancellationToken)
        {
            var environment = await unit.FindEnvironmentAsync(launch.Environment, cancellationToken);
            return launch.IsRequest || (environment?.Approval ?? ApprovalPolicy.Off).AsksForLaunch(_purpose);
        }
    }
}
