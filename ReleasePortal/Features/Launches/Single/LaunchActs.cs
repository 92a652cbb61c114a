using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Launches.Single;

/// <summary>Hands what a person asks of a launch to the desk, and says that it was done.</summary>
public sealed class LaunchActs(ChangeDesk desk, Session session, Toasts toasts)
{
    /// <param name="launch">The launch as the person saw it: its notes are the reason in the history.</param>
    /// <param name="change">What is asked of it.</param>
    /// <returns>Why it was not done; null when it was.</returns>
    public async Task<Refusal?> ApplyAsync(Launch launch, LaunchChange change)
    {
        var source = change is UndoLaunch ? ChangeSource.Undo : ChangeSource.Button;
        var changes = new ChangeSet([change], launch.Reason, source, Correlation: launch.Id);
        if (!(await desk.ApplyAsync(changes, await session.ActorAsync())).TryGet(out var applied, out var refusal))
            return refusal;

        toasts.Done(EntryLine.Headline(applied.Entries[^1]));
        return null;
    }

    /// <summary>For one click without a dialog: what was refused is said at the edge of the page.</summary>
    public async Task PressAsync(Launch launch, LaunchChange change)
    {
        if (await ApplyAsync(launch, change) is { } refusal)
            toasts.ShowRefusal(refusal);
    }
}
