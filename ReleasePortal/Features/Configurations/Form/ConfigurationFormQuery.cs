using Microsoft.EntityFrameworkCore;
using ReleasePortal.Components;
using ReleasePortal.Components.Deployed;
using ReleasePortal.Components.Releasing;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Configurations.Form;

/// <summary>What the form of a configuration works with: every control that can be in it, and the groups.</summary>
/// <param name="Controls">By their keys, without the retired ones.</param>
/// <param name="Groups">The groups, by name.</param>
/// <param name="Actor">Who writes.</param>
public sealed record FormMaterial(IReadOnlyDictionary<string, ConfiguredControl> Controls, IReadOnlyList<GroupSize> Groups, Actor Actor)
{
    /// <summary>The control, with what its fields offer.</summary>
    /// <param name="key">The control's key.</param>
    /// <param name="environment">Any environment: states in a configuration belong to none.</param>
    /// <param name="state">Where it stands.</param>
    public ReleaseSubject SubjectOf(string key, EnvironmentView environment, ReleaseState state)
    {
        var control = Controls[key].Control;
        return new ReleaseSubject
        {
            Key = key,
            Name = control.Name,
            Area = control.Area,
            Kind = control.Kind,
            Purpose = control.Purpose,
            IsKillSwitch = control.IsKillSwitch,
            EffectWhenOff = control.EffectWhenOff,
            OffVariant = control.OffVariant,
            Variants = control.Variants,
            Groups = Groups,
            Environment = environment,
            State = state,
            Where = Whereabouts.Unknown(key, environment.Key),
            Version = 0,
        };
    }

    /// <summary>The state that a choice comes to, or why it cannot be.</summary>
    public Result<ReleaseState> StateAfter(StateChange change)
    {
        var names = Groups.ToDictionary(group => group.Key, group => group.Name, StringComparer.Ordinal);
        return Controls[change.Control].Control.StateAfter(change, new Circumstances(Actor, At: default, Guid.Empty, EnvironmentName: "", names));
    }
}

/// <summary>Reads what the form works with.</summary>
public sealed class ConfigurationFormQuery(IDbContextFactory<PortalDbContext> contexts, ConfigurationQuery configurations)
{
    public async Task<FormMaterial> ReadAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var controls = await configurations.ControlsAsync(actor, cancellationToken);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var groups = await database.Groups.AsNoTracking().OrderBy(group => group.Name).ToListAsync(cancellationToken);
        return new FormMaterial(
            controls.Where(control => control.Value.Control.RetiredAt is null).ToDictionary(StringComparer.Ordinal),
            groups.ConvertAll(group => new GroupSize(group.Key, group.Name, group.Members.Count, group.Sample, group.Conditions.Count > 0)),
            actor);
    }
}
