using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Evaluation.States;

/// <summary>What was read of the store at one moment.</summary>
/// <param name="Head">The history's sequence at that moment.</param>
/// <param name="Changed">The controls and groups that were read again; null when all were.</param>
/// <param name="Controls">Those that answer: not the retired ones.</param>
/// <param name="Groups">Those that exist.</param>
/// <param name="Environments">The keys of all environments.</param>
/// <param name="Keys">All that are not revoked.</param>
/// <param name="Configurations">Of each business configuration by its key, the entry that made its newest version.</param>
public sealed record StateReading(
    long Head,
    IReadOnlyCollection<Guid>? Changed,
    IReadOnlyList<ReleaseControl> Controls,
    IReadOnlyList<AudienceGroup> Groups,
    IReadOnlyList<string> Environments,
    IReadOnlyList<ApiKey> Keys,
    IReadOnlyDictionary<string, Guid> Configurations);

/// <summary>Reads what the states are made of.</summary>
public sealed class StateQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>After more entries than this, reading everything is quicker.</summary>
    private const int MostEntries = 500;

    /// <summary>
    /// Reads, in one transaction, what the history says has changed since <paramref name="head"/>: nothing is missed, whoever
    /// wrote it and however often reading failed before.
    /// </summary>
    /// <param name="head">The sequence of the last entry that is known; null reads everything.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StateReading> ReadAsync(long? head, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginReadingAsync(cancellationToken);

        var newHead = await database.HistoryHeads.Select(row => row.Sequence).SingleAsync(cancellationToken);
        var isClose = newHead >= head && newHead - head <= MostEntries;
        var changed = isClose ? await ChangedAsync(database, head!.Value, cancellationToken) : null;
        return new StateReading(
            newHead,
            changed,
            await ControlsAsync(database, changed, cancellationToken),
            await GroupsAsync(database, changed, cancellationToken),
            await database.Environments.Select(environment => environment.Key).ToListAsync(cancellationToken),
            await database.ApiKeys.AsNoTracking().Where(key => key.RevokedAt == null).ToListAsync(cancellationToken),
            await database.Configurations.ToDictionaryAsync(configuration => configuration.Key, configuration => configuration.LastEntry, cancellationToken));
    }

    /// <summary>What is open in the newest version of a business configuration; null when there is none of that key.</summary>
    /// <param name="configuration">Its key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ConfigurationVersion?> FindConfigurationAsync(string configuration, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Configurations
            .Where(known => known.Key == configuration)
            .SelectMany(known => known.Versions.Where(version => version.Number == known.Version))
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> CanReadAsync(CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Database.CanConnectAsync(cancellationToken);
    }

    private static Task<List<Guid>> ChangedAsync(PortalDbContext database, long head, CancellationToken cancellationToken) => database.Entries
        .Where(entry => entry.Sequence > head)
        .Where(entry => entry.SubjectKind == SubjectKind.Control || entry.SubjectKind == SubjectKind.Group)
        .Select(entry => entry.SubjectId)
        .Distinct()
        .ToListAsync(cancellationToken);

    private static Task<List<ReleaseControl>> ControlsAsync(
        PortalDbContext database, List<Guid>? only, CancellationToken cancellationToken) => database.Controls
        .AsNoTracking()
        .AsSplitQuery()
        .Include(control => control.States)
        .Where(control => control.RetiredAt == null && (only == null || only.Contains(control.Id)))
        .ToListAsync(cancellationToken);

    private static Task<List<AudienceGroup>> GroupsAsync(
        PortalDbContext database, List<Guid>? only, CancellationToken cancellationToken) => database.Groups
        .AsNoTracking()
        .Where(group => only == null || only.Contains(group.Id))
        .ToListAsync(cancellationToken);
}
