using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Components.Deployed;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launches.Single;

/// <summary>Looks at everything on which a launch depends, as it is now.</summary>
public sealed class PreflightQuery(IDbContextFactory<PortalDbContext> contexts, DeployedQuery deployed, TimeProvider clock)
{
    private const int MostOverlaps = 20;

    private static readonly string[] Planned = [nameof(CreateLaunch), nameof(EditLaunch)];

    private static readonly LaunchStatus[] Active =
        [LaunchStatus.AwaitingApproval, LaunchStatus.Scheduled, LaunchStatus.OnHold, LaunchStatus.Running];

    /// <summary>Every check in its order; empty for a launch that has begun, is over, or that the actor may not see.</summary>
    public async Task<IReadOnlyList<PreflightFinding>> ReadAsync(Guid id, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.FindLaunchAsync(id, actor, cancellationToken) is { } launch && Preflight.IsFor(launch)
            ? Preflight.Check(await FactsAsync(database, launch, actor, cancellationToken))
            : [];
    }

    private async Task<PreflightFacts> FactsAsync(PortalDbContext database, Launch launch, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var controls = await database.FindControlsAsync(launch, cancellationToken);
        var environment = await database.Environments.AsNoTracking().SingleOrDefaultAsync(known => known.Key == launch.Environment, cancellationToken);
        var purpose = controls.Values.Any(control => control.Purpose is Purpose.Operational) ? Purpose.Operational : Purpose.Business;
        var plannedAt = await database.Entries
            .Where(entry => entry.SubjectId == launch.Id && Planned.Contains(entry.Action))
            .OrderByDescending(entry => entry.Sequence)
            .Select(entry => (DateTimeOffset?)entry.At)
            .FirstOrDefaultAsync(cancellationToken);
        var last = controls.Values.Select(control => control.LastEntryOn(launch.Environment)).OfType<Guid>().ToList();
        return new PreflightFacts
        {
            Launch = launch,
            Now = now,
            Environment = environment?.Name,
            NeedsApproval = launch.IsRequest || (environment?.Approval ?? ApprovalPolicy.Off).AsksForLaunch(purpose),
            Controls = controls,
            Places = await deployed.ReadAsync([.. controls.Values.Select(control => control.Key)], launch.Environment, cancellationToken),
            GroupNames = await database.Groups.AsNoTracking().ToDictionaryAsync(group => group.Key, group => group.Name, cancellationToken),
            Owner = await PersonAsync(database, launch.OwnerId, cancellationToken),
            Approver = launch.ApprovedBy is { } approver ? await PersonAsync(database, approver, cancellationToken) : null,
            Freeze = (await database.ActiveFreezesAsync(launch.StartAt ?? now, cancellationToken)).GetValueOrDefault(launch.Environment),
            Overlaps = await OverlapsAsync(database, launch, actor, now, cancellationToken),
            OpenToOneGroup = (await database.BudgetLimitsAsync(cancellationToken)).OpenToOneGroup,
            OpenNow = await database.OpenNowAsync(launch.Environment, cancellationToken),
            PlannedAt = plannedAt ?? launch.CreatedAt,
            Touches = await database.FindTouchesAsync(last, actor, cancellationToken),
        };
    }

    // A launch that the reader may not see is not among them: its name, and even that there is one, would tell.
    private static async Task<IReadOnlyList<PreflightOverlap>> OverlapsAsync(
        PortalDbContext database, Launch launch, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = launch.Steps.Select(step => step.ControlId).ToList();
        var found = await database.Launches.AsNoTracking()
            .Where(Visibility.LaunchesVisibleTo(actor, database.Controls))
            .Where(other => other.Id != launch.Id && other.Environment == launch.Environment
                && (Active.Contains(other.Status) || (other.Status == LaunchStatus.Launched && other.EndAt > now)))
            .SelectMany(
                other => other.Steps.Where(step => ids.Contains(step.ControlId)),
                (other, step) => new { other.Id, other.Name, step.ControlId, At = other.StartedAt == null ? other.StartAt : other.EndAt })
            .OrderBy(overlap => overlap.At)
            .Take(MostOverlaps)
            .ToListAsync(cancellationToken);
        var names = launch.Steps.ToDictionary(step => step.ControlId, step => step.ControlName);
        return found.ConvertAll(overlap => new PreflightOverlap(overlap.Id, overlap.Name, names[overlap.ControlId], overlap.At));
    }

    private static async Task<PreflightPerson?> PersonAsync(PortalDbContext database, Guid id, CancellationToken cancellationToken)
    {
        if (await database.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id, cancellationToken) is not { } user)
            return null;

        var held = await database.Set<IdentityUserRole<Guid>>()
            .Where(held => held.UserId == id)
            .Join(database.Set<IdentityRole<Guid>>(), held => held.RoleId, role => role.Id, (_, role) => role.Name)
            .ToListAsync(cancellationToken);
        var roles = held.Select(name => Enum.TryParse<Role>(name, out var role) ? role : (Role?)null).OfType<Role>();
        return new PreflightPerson(user.DisplayName, user.DisabledAt is not null, new Actor(id, user.DisplayName, ActorKind.Person, roles.ToImmutableHashSet()));
    }
}
