using Microsoft.EntityFrameworkCore;
using ReleasePortal.Components.Deployed;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components.Releasing;

/// <summary>What the release dialog shows: the control as it is, and what a choice would do to it.</summary>
public sealed class ReleaseQuery(IDbContextFactory<PortalDbContext> contexts, DeployedQuery deployed, TimeProvider clock)
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
            Area = control.Area,
            Kind = control.Kind,
            Purpose = control.Purpose,
            IsKillSwitch = control.IsKillSwitch,
            EffectWhenOff = control.EffectWhenOff,
            OffVariant = control.OffVariant,
            Variants = control.Variants,
            Groups = [.. groups.Select(group => new GroupSize(group.Key, group.Name, group.Members.Count, group.Sample, group.Conditions.Count > 0))],
            Environment = environment,
            Frozen = await FrozenAsync(database, environment, cancellationToken),
            Where = (await deployed.ReadAsync([control.Key], environment.Key, cancellationToken)).Of(control.Key, environment.Key),
            State = control.StateOn(environment.Key),
            Version = control.VersionOn(environment.Key),
        };
    }

    /// <summary>
    /// What the control, or a freeze of the environment, would answer to a change for which a reason is given, in the words of the
    /// history; nothing is changed.
    /// </summary>
    public Task<Result<Sentence>> PreviewAsync(
        StateChange change, EnvironmentView environment, Actor actor, CancellationToken cancellationToken = default) =>
        AskAsync(
            change,
            environment,
            actor,
            isNow: true,
            (control, circumstances) => change.Decide(control, circumstances).TryGet(out var changed, out var refusal) ? changed.Sentence : refusal,
            cancellationToken);

    /// <summary>The change in words, or why it cannot be, whatever the state of the control is by then.</summary>
    public Task<Result<Sentence>> SayAsync(
        StateChange change, EnvironmentView environment, Actor actor, CancellationToken cancellationToken = default) =>
        AskAsync(change, environment, actor, isNow: false, (control, circumstances) => control.Say(change, circumstances), cancellationToken);

    private async Task<Result<Sentence>> AskAsync(
        StateChange change,
        EnvironmentView environment,
        Actor actor,
        bool isNow,
        Func<ReleaseControl, Circumstances, Result<Sentence>> ask,
        CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await LoadAsync(database, change.Control, actor, cancellationToken) is not { } control)
            return new Unknown(SubjectKind.Control, change.Control);
        if (isNow && await FrozenAsync(database, environment, cancellationToken) is { } frozen
            && FreezeRules.Ask(actor, change, control.Purpose, hasReason: true) is FreezeAnswer.Refused)
            return frozen;

        var names = await database.Groups.AsNoTracking().ToDictionaryAsync(group => group.Key, group => group.Name, cancellationToken);
        var circumstances = new Circumstances(actor, clock.GetUtcNow(), Guid.Empty, environment.Name, names);
        return ask(control, circumstances);
    }

    /// <summary>What freezes the environment now, in the words of a refusal; null when nothing does.</summary>
    public async Task<Frozen?> FrozenAsync(EnvironmentView environment, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await FrozenAsync(database, environment, cancellationToken);
    }

    private async Task<Frozen?> FrozenAsync(PortalDbContext database, EnvironmentView environment, CancellationToken cancellationToken)
    {
        var freezes = await database.ActiveFreezesAsync(clock.GetUtcNow(), cancellationToken);
        return freezes.TryGetValue(environment.Key, out var freeze) ? new Frozen(environment.Name, freeze.Until, freeze.Reason) : null;
    }

    private static Task<ReleaseControl?> LoadAsync(PortalDbContext database, string key, Actor actor, CancellationToken cancellationToken) =>
        database.Controls.AsNoTracking()
            .Include(control => control.States)
            .Where(Visibility.ControlsVisibleTo(actor))
            .SingleOrDefaultAsync(control => control.Key == key && control.RetiredAt == null, cancellationToken);
}
