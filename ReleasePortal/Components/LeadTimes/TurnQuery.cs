using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Components.LeadTimes;

/// <summary>A control was opened or closed on an environment.</summary>
/// <param name="Entry">The entry by which it was.</param>
/// <param name="Control">The control's key.</param>
/// <param name="Name">Its name; the key where nobody knows it any more.</param>
/// <param name="HasPage">Whether the reader has a page for it.</param>
/// <param name="Environment">The environment's key.</param>
/// <param name="At">When.</param>
/// <param name="IsRelease">Whether it was opened.</param>
public sealed record Turn(Guid Entry, string Control, string Name, bool HasPage, string Environment, DateTimeOffset At, bool IsRelease);

/// <summary>What was released and withdrawn in a period, as far as the reader may know it.</summary>
public sealed class TurnQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The newest ones, newest first; one more than wanted tells that there are more.</summary>
    public async Task<IReadOnlyList<Turn>> ReadAsync(TimingScope scope, int most, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.SeeDeployments))
            return [];

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var states = await database.StatesAsync(scope, actor, cancellationToken);
        var turns = await states
            .Where(entry => entry.Canonical.Contains(StatesQuery.WasClosed) != entry.Canonical.Contains(StatesQuery.IsClosed))
            .OrderByDescending(entry => entry.Sequence)
            .Take(most + 1)
            .Select(entry => new { entry.Id, entry.SubjectKey, entry.Environment, entry.At, IsRelease = entry.Canonical.Contains(StatesQuery.WasClosed) })
            .ToListAsync(cancellationToken);
        var keys = turns.Select(turn => turn.SubjectKey).Distinct().ToList();
        var names = await database.Controls.AsNoTracking()
            .Where(control => keys.Contains(control.Key))
            .ToDictionaryAsync(control => control.Key, control => (control.Name, control.Purpose), cancellationToken);
        return
        [
            .. turns.Select(turn => names.TryGetValue(turn.SubjectKey, out var control)
                ? new Turn(turn.Id, turn.SubjectKey, control.Name, AccessRules.Allows(actor, Operation.SeeControl, control.Purpose), turn.Environment!, turn.At, turn.IsRelease)
                : new Turn(turn.Id, turn.SubjectKey, turn.SubjectKey, HasPage: false, turn.Environment!, turn.At, turn.IsRelease)),
        ];
    }

    /// <summary>How many releases and withdrawals there are of each stretch between two of these instants.</summary>
    public async Task<IReadOnlyList<(int Released, int Withdrawn)>> CountAsync(
        TimingScope scope, IReadOnlyList<DateTimeOffset> instants, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var counts = new List<(int, int)>();
        foreach (var (from, until) in instants.Zip(instants.Skip(1)))
        {
            IQueryable<Entry> states = await database.StatesAsync(scope with { From = from, Until = until }, actor, cancellationToken);
            counts.Add(AccessRules.Allows(actor, Operation.SeeDeployments)
                ? (await states.Openings().CountAsync(cancellationToken), await states.Closings().CountAsync(cancellationToken))
                : (0, 0));
        }

        return counts;
    }
}
