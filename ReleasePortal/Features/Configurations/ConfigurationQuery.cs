using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Configurations;

/// <summary>
/// Business configurations as a reader may see them. As with launches, one control that the reader may not see hides the whole, also
/// when only an earlier version names it.
/// </summary>
public sealed class ConfigurationQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>All of them by name, with all their versions.</summary>
    public async Task<IReadOnlyList<BusinessConfiguration>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await VisibleAsync(database, database.Configurations, actor, cancellationToken);
    }

    /// <summary>The configuration of that key; null when there is none that the reader may see.</summary>
    public async Task<ConfigurationView?> FindAsync(string key, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(database, key, actor, cancellationToken) is not { } configuration)
            return null;

        var entries = configuration.Versions.Select(version => version.EntryId).ToList();
        var lines = await database.ReadLinesAsync(database.Entries.Where(entry => entries.Contains(entry.Id)), cancellationToken);
        var authors = lines.ToDictionary(line => line.Entry.Id, line => line.ActorName);
        return new ConfigurationView(
            configuration, configuration.Versions.ToDictionary(version => version.Number, version => authors.GetValueOrDefault(version.EntryId, "")));
    }

    /// <summary>The controls that the reader may meet in configurations, by their keys, retired ones too.</summary>
    public async Task<IReadOnlyDictionary<string, ConfiguredControl>> ControlsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var groups = await database.Groups.ToDictionaryAsync(group => group.Key, group => group.Name, cancellationToken);
        var controls = await database.Controls.AsNoTracking()
            .Where(Visibility.ControlsInConfigurationsOf(actor))
            .ToListAsync(cancellationToken);
        return controls.ToDictionary(
            control => control.Key,
            control => new ConfiguredControl(control, groups, AccessRules.Allows(actor, Operation.SeeControl, control.Purpose, control.Area)),
            StringComparer.Ordinal);
    }

    /// <summary>What is open there, as far as the reader may know; null when there is no such thing.</summary>
    /// <param name="source">An environment, now or at a moment, or a configuration.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<NamedStates?> StatesAsync(StatesSource source, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (source.Kind is SourceKind.Configuration)
        {
            return await FindAsync(database, source.Key, actor, cancellationToken) is { } configuration
                ? new NamedStates(configuration.Name, configuration.Find()!.ByControl())
                : null;
        }

        var name = await database.Environments.Where(known => known.Key == source.Key).Select(known => known.Name).SingleOrDefaultAsync(cancellationToken);
        return name is null ? null : new NamedStates(name, await StatesOnAsync(database, source.Key, source.At, actor, cancellationToken));
    }

    /// <summary>The launch that makes an environment stand as the newest version says; nothing is changed.</summary>
    /// <param name="key">The configuration's key.</param>
    /// <param name="environment">The environment's key; one where customers are is refused.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<LaunchDetails>> PlanAsync(string key, string environment, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(database, key, actor, cancellationToken) is not { } configuration)
            return new Unknown(SubjectKind.Configuration, key);
        if (await database.Environments.AsNoTracking().SingleOrDefaultAsync(known => known.Key == environment, cancellationToken) is not { } there)
            return new Unknown(SubjectKind.Environment, environment);
        if (there.IsProduction)
            return new ProductionIsNotForTests(there.Name);

        var now = await StatesOnAsync(database, environment, at: null, actor, cancellationToken);
        var wanted = configuration.Find()!.ByControl();
        var steps = wanted.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(control => new ConfiguredState(control, wanted.GetValueOrDefault(control, ReleaseState.Closed)))
            .Where(state => state.State != now.GetValueOrDefault(state.Control, ReleaseState.Closed))
            .Select(state => PlannedStep.AtOnce(state.ToChange(environment)))
            .ToList();
        return steps.Count is 0
            ? new AlreadySo(there.Name)
            : new LaunchDetails { Name = configuration.Name, Notes = configuration.Description, Environment = environment, Steps = steps };
    }

    private static async Task<IReadOnlyDictionary<string, ReleaseState>> StatesOnAsync(
        PortalDbContext database, string environment, DateTimeOffset? at, Actor actor, CancellationToken cancellationToken)
    {
        var controls = await database.Controls.AsNoTracking()
            .Where(Visibility.ControlsInConfigurationsOf(actor))
            .Where(control => control.RetiredAt == null)
            .Include(control => control.States.Where(state => state.Environment == environment))
            .ToListAsync(cancellationToken);
        var changed = at is { } moment ? await StepsQuery.BeforeAsync(database, environment, moment, cancellationToken) : [];
        return controls
            .Select(control => (control.Key, State: changed.GetValueOrDefault(control.Id) ?? control.StateOn(environment)))
            .Where(control => control.State.Availability is not Availability.Closed)
            .ToDictionary(control => control.Key, control => control.State, StringComparer.Ordinal);
    }

    private static async Task<BusinessConfiguration?> FindAsync(PortalDbContext database, string key, Actor actor, CancellationToken cancellationToken) =>
        (await VisibleAsync(database, database.Configurations.Where(known => known.Key == key), actor, cancellationToken)).SingleOrDefault();

    private static async Task<List<BusinessConfiguration>> VisibleAsync(
        PortalDbContext database, IQueryable<BusinessConfiguration> wanted, Actor actor, CancellationToken cancellationToken)
    {
        if (!AccessRules.Allows(actor, Operation.SeeConfigurations))
            return [];

        var found = await wanted.AsNoTracking()
            .Include(configuration => configuration.Versions)
            .OrderBy(configuration => configuration.Name).ThenBy(configuration => configuration.Key)
            .ToListAsync(cancellationToken);
        var seen = database.Controls.Where(Visibility.ControlsInConfigurationsOf(actor)).Select(control => control.Id);
        var hidden = (await database.Controls.Where(control => !seen.Contains(control.Id)).Select(control => control.Key).ToListAsync(cancellationToken))
            .ToHashSet(StringComparer.Ordinal);
        found.RemoveAll(configuration => configuration.Versions.SelectMany(version => version.States).Any(state => hidden.Contains(state.Control)));
        return found;
    }
}
