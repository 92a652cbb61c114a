using Microsoft.Extensions.Localization;
using ReleasePortal.Changes;
using ReleasePortal.Components.Times;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Identity;

namespace ReleasePortal.Components.Releasing;

/// <summary>
/// A release of one control that does not simply happen now: at a time, until a time, or once somebody else has approved it.
/// Each is a launch of one step.
/// </summary>
public sealed class PlannedReleases(
    ChangeDesk desk, UndoOffers offers, ReleaseQuery query, Session session, Toasts toasts, TimeWords times, IStringLocalizer<ReleasingTexts> texts)
{
    /// <summary>Whether another person must approve it first.</summary>
    public static bool AsksForApproval(ReleaseSubject subject, ReleaseTiming? timing) => timing is null or { IsPlain: true }
        ? subject.Environment.Approval.AsksForChange(subject.Purpose)
        : subject.Environment.Approval.AsksForLaunch(subject.Purpose);

    /// <summary>Plans it, and says so at the edge of the page.</summary>
    /// <param name="subject">The control on its environment.</param>
    /// <param name="change">The state that it is to have.</param>
    /// <param name="timing">When; null for now.</param>
    /// <param name="asks">Another person must approve it.</param>
    /// <param name="reason">Why; becomes the launch's notes.</param>
    /// <returns>Why it was not done; null when it was.</returns>
    public async Task<Refusal?> PlanAsync(ReleaseSubject subject, StateChange change, ReleaseTiming? timing, bool asks, string? reason)
    {
        var actor = await session.ActorAsync();
        var said = await query.SayAsync(change, subject.Environment, actor);
        if ((said.Refusal ?? timing?.Check() ?? Ask(subject, asks, reason)) is { } refusal)
            return refusal;

        var id = Guid.CreateVersion7();
        LaunchChange begin = asks || timing is { IsLater: true } ? new SubmitLaunch(id) : new StartLaunch(id);
        var changes = new ChangeSet([new CreateLaunch(id, Details(subject, change, timing, asks, reason)), begin], reason, Correlation: id);
        if (!(await desk.ApplyAsync(changes, actor)).TryGet(out var applied, out refusal))
            return refusal;

        Tell(subject, id, applied, timing, asks);
        return null;
    }

    private static LaunchDetails Details(ReleaseSubject subject, StateChange change, ReleaseTiming? timing, bool asks, string? reason) => new()
    {
        Name = subject.Name,
        Notes = reason ?? "",
        Environment = subject.Environment.Key,
        Area = subject.Area,
        Steps = [PlannedStep.AtOnce(change)],
        Start = timing is { IsLater: true } ? timing.Start.Wanted : null,
        End = timing is { HasEnd: true } ? timing.End.Wanted : null,
        IsRequest = asks && timing is not { IsLater: true },
    };

    // Whoever is to approve it must be able to read why.
    private static ReasonNeeded? Ask(ReleaseSubject subject, bool asks, string? reason) =>
        reason is null && (asks || subject.ReasonRequired) ? new ReasonNeeded() : null;

    private void Tell(ReleaseSubject subject, Guid id, Applied applied, ReleaseTiming? timing, bool asks)
    {
        var link = new ToastLink(texts["Launch.See"], $"/launches/{id}");
        if (asks)
        {
            toasts.Done(texts["Launch.Waits", subject.Name], link);
            return;
        }

        var last = applied.Entries[^1];
        if (timing is { IsLater: true })
        {
            var text = texts["Launch.Scheduled", subject.Name, times.On(timing.Start.Settle("start").Value!)];
            offers.Add(last, toasts.Done(text, link, texts["Launch.Cancel"], () => UndoAsync(new CancelLaunch(id), texts["Launch.Cancelled", subject.Name])));
            return;
        }

        var released = applied.Entries.FirstOrDefault(entry => entry.SubjectKind is SubjectKind.Control) ?? last;
        offers.Add(last, toasts.Done(EntryLine.Headline(released), link, texts["Launch.Undo"], () => UndoAsync(new UndoLaunch(id, []), message: null)));
    }

    private async Task<Refusal?> UndoAsync(LaunchChange undo, string? message)
    {
        var changes = new ChangeSet([undo], texts["Launch.Undo.Reason"], ChangeSource.Undo, undo.Launch);
        var result = await desk.ApplyAsync(changes, await session.ActorAsync());
        if (result.TryGet(out var applied, out var refusal))
            toasts.Done(message ?? EntryLine.Headline(applied.Entries[^1]));
        return refusal;
    }
}
