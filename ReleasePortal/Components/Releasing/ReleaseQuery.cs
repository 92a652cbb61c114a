using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components.Releasing;

/// <summary>What the release dialog shows: the control as it is, and what a choice would do to it.</summary>
public sealed class ReleaseQuery(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The control on an environment; null when there is none that the actor may see.</summary>
    public async Task<ReleaseSubject?> FindAsync(
        string key, EnvironmentView environment, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await LoadAsync(database, key, actor, cancellationToken) is not { } control)
            return null;

        var groups = await database.Groups.AsNoTracking().OrderBy(group => group.Name).ToListAsync(cancellationToken);
        return new ReleaseSubject
        {
            Key = control.Key,
            Name = control.Name,
            Kind = control.Kind,
            Purpose = control.Purpose,
            IsKillSwitch = control.IsKillSwitch,
            EffectWhenOff = control.EffectWhenOff,
            OffVariant = control.OffVariant,
            Variants = control.Variants,
            Groups = [.. groups.Select(group => new GroupSize(group.Key, group.Name, group.Members.Count, group.Sample, group.Conditions.Count > 0))],
            Environment = environment,
            State = control.StateOn(environment.Key),
            Version = control.VersionOn(environment.Key),
        };
    }

    /// <summary>What the control itself would answer to a change, in the words of the history; nothing is changed.</summary>
    public async Task<Result<Sentence>> PreviewAsync(
        StateChange change, EnvironmentView environment, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await LoadAsync(database, change.Control, actor, cancellationToken) is not { } control)
            return new Unknown(SubjectKind.Control, change.Control);

        var names = await database.Groups.AsNoTracking().ToDictionaryAsync(group => group.Key, group => group.Name, cancellationToken);
        var circumstances = new Circumstances(actor, clock.GetUtcNow(), Guid.Empty, environment.Name, names);
        return change.Decide(control, circumstances).TryGet(out var changed, out var refusal) ? changed.Sentence : refusal;
    }

    private static Task<ReleaseControl?> LoadAsync(PortalDbContext database, string key, Actor actor, CancellationToken cancellationToken) =>
        database.Controls.AsNoTracking()
            .Include(control => control.States)
            .Where(Visibility.ControlsVisibleTo(actor))
            .SingleOrDefaultAsync(control => control.Key == key && control.RetiredAt == null, cancellationToken);
}
