using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Freezes;

/// <summary>The freezes, for those who define them.</summary>
public sealed class FreezesQuery(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>As many past freezes as the page lists; the history has them all.</summary>
    private const int MostPast = 50;

    /// <summary>Active and coming ones in the order of their beginning, then the past ones, the latest first.</summary>
    public async Task<IReadOnlyList<FreezeRow>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.Freeze))
            return [];

        var now = clock.GetUtcNow();
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var ahead = await database.Freezes.AsNoTracking()
            .Where(freeze => freeze.LiftedAt == null && freeze.Until > now)
            .OrderBy(freeze => freeze.From).ThenBy(freeze => freeze.Id)
            .ToListAsync(cancellationToken);
        var past = await database.Freezes.AsNoTracking()
            .Where(freeze => freeze.LiftedAt != null || freeze.Until <= now)
            .OrderByDescending(freeze => freeze.From).ThenByDescending(freeze => freeze.Id)
            .Take(MostPast)
            .ToListAsync(cancellationToken);
        List<Freeze> freezes = [.. ahead, .. past];
        var authors = await AuthorsAsync(database, freezes, cancellationToken);
        return [.. freezes.Select(freeze => new FreezeRow(freeze, authors.GetValueOrDefault(freeze.Id, ""), StateOf(freeze, now)))];
    }

    /// <summary>What the change would do, in the words of the history, or why it would be refused; nothing is changed.</summary>
    public async Task<Result<Sentence>> PreviewAsync(
        FreezeChange change, string environment, Actor actor, CancellationToken cancellationToken = default)
    {
        var circumstances = new Circumstances(
            actor, clock.GetUtcNow(), Guid.Empty, environment, new Dictionary<string, string>(StringComparer.Ordinal));
        var decision = change is DefineFreeze define
            ? Define(define, circumstances)
            : await AlterAsync(change, circumstances, cancellationToken);
        return decision.TryGet(out var changed, out var refusal) ? changed.Sentence : refusal;
    }

    private static Result<Changed> Define(DefineFreeze define, Circumstances circumstances) =>
        Freeze.Define(Guid.Empty, define.On, define.Details, circumstances).TryGet(out var freeze, out var refusal)
            ? freeze.Defined(circumstances)
            : refusal;

    private async Task<Result<Changed>> AlterAsync(FreezeChange change, Circumstances circumstances, CancellationToken cancellationToken)
    {
        var id = change is EditFreeze { Freeze: var edited } ? edited : ((LiftFreeze)change).Freeze;
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await database.Freezes.AsNoTracking().SingleOrDefaultAsync(known => known.Id == id, cancellationToken) is not { } freeze)
            return new Unknown(SubjectKind.Freeze, id.ToString());

        return change is EditFreeze edit ? freeze.Edit(edit.Details, seenVersion: null, circumstances) : freeze.Lift(seenVersion: null, circumstances);
    }

    private static async Task<Dictionary<Guid, string>> AuthorsAsync(
        PortalDbContext database, List<Freeze> freezes, CancellationToken cancellationToken)
    {
        var ids = freezes.ConvertAll(freeze => freeze.Id);
        var lines = await database.ReadLinesAsync(
            database.Entries.Where(entry => ids.Contains(entry.SubjectId) && entry.Action == nameof(DefineFreeze)), cancellationToken);
        return lines.ToDictionary(line => line.Entry.SubjectId, line => line.ActorName);
    }

    private static FreezeState StateOf(Freeze freeze, DateTimeOffset now) =>
        freeze.LiftedAt is not null ? FreezeState.Lifted
        : freeze.IsOver(now) ? FreezeState.Over
        : freeze.IsActive(now) ? FreezeState.Active
        : FreezeState.Coming;
}
