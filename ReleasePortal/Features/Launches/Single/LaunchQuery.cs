using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launches.Single;

/// <summary>One launch, for those who may see it.</summary>
public sealed class LaunchQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>As many entries as the page lists; the history has them all.</summary>
    public const int MostDone = 50;

    private static readonly string[] Approvals = [nameof(SubmitLaunch), nameof(ApproveLaunch), nameof(RejectLaunch)];

    /// <summary>Null when there is none that the actor may see.</summary>
    public async Task<LaunchView?> FindAsync(Guid id, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await database.FindLaunchAsync(id, actor, cancellationToken) is not { } launch)
            return null;

        var ids = launch.Steps.Select(step => step.ControlId).ToList();
        var controls = await database.Controls.AsNoTracking()
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => ids.Contains(control.Id))
            .Select(control => new { control.Key, control.Purpose })
            .ToListAsync(cancellationToken);
        var purpose = controls.Exists(control => control.Purpose is Purpose.Operational) ? Purpose.Operational : Purpose.Business;
        var environment = await database.Environments.AsNoTracking().SingleOrDefaultAsync(known => known.Key == launch.Environment, cancellationToken);
        var visible = database.Entries.AsNoTracking().Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps));
        return new LaunchView
        {
            Launch = launch,
            Purpose = purpose,
            Owner = await database.Users.Where(user => user.Id == launch.OwnerId).Select(user => user.DisplayName).SingleOrDefaultAsync(cancellationToken) ?? "",
            Environment = environment?.Name ?? launch.Environment,
            NeedsApproval = launch.IsRequest || (environment?.Approval ?? ApprovalPolicy.Off).AsksForLaunch(purpose),
            Controls = controls.Select(control => control.Key).ToHashSet(StringComparer.Ordinal),
            Approvals = await ApprovalsAsync(database, visible.Where(entry => entry.SubjectId == id), cancellationToken),
            Done = await database.ReadLinesAsync(
                visible.Where(entry => entry.Correlation == id).OrderByDescending(entry => entry.Sequence).Take(MostDone),
                cancellationToken),
        };
    }

    // Whoever scheduled a launch that needs nobody's approval has asked nobody.
    private static async Task<IReadOnlyList<EntryLine>> ApprovalsAsync(
        PortalDbContext database, IQueryable<Entry> entries, CancellationToken cancellationToken)
    {
        var lines = await database.ReadLinesAsync(
            entries.Where(entry => Approvals.Contains(entry.Action)).OrderBy(entry => entry.Sequence), cancellationToken);
        return lines.FindAll(line => line.Entry.Action is not nameof(SubmitLaunch) || line.Sentence.Key is "SubmitLaunch.Asked");
    }
}
