using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Changes;

/// <summary>Holds one change set against the budgets.</summary>
internal sealed class BudgetCheck(PortalDbContext database, DateTimeOffset at)
{
    private readonly BudgetTally _tally = new();

    /// <summary>Begins with another change set.</summary>
    public void Clear() => _tally.Clear();

    /// <inheritdoc cref="BudgetTally.Take"/>
    public void Take(IReadOnlyList<BudgetUse> before, IReadOnlyList<BudgetUse> after, bool isWithdrawal) => _tally.Take(before, after, isWithdrawal);

    /// <summary>
    /// The refusal when the set makes more of something than its budget allows. It is saved by now, and nobody else writes before the
    /// transaction ends: what is counted is what there would be.
    /// </summary>
    /// <param name="written">The entries of the set: what it altered itself is not named as what could go.</param>
    /// <param name="actor">Who asks; nothing is named that they may not see.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<BudgetExceeded?> AskAsync(IReadOnlyList<Entry> written, Actor actor, CancellationToken cancellationToken)
    {
        var grown = _tally.Grown.Select(use => use.Line).OrderBy(line => line.Budget).ToList();
        if (grown.Count is 0)
            return null;

        var limits = await database.BudgetLimitsAsync(cancellationToken);
        foreach (var line in grown)
        {
            if (limits.Of(line.Budget) is not { } limit || await database.CountAsync(line, cancellationToken) is var count && count <= limit)
                continue;

            var (name, environment) = await database.NamesAsync(line, cancellationToken);
            var candidates = (await database.CandidatesAsync(line, actor, at, cancellationToken))
                .Where(candidate => !written.Any(entry => entry.SubjectKind == candidate.Kind && entry.SubjectKey == candidate.Key))
                .Take(BudgetCandidates.Most);
            return new BudgetExceeded(line, limit, count, name, environment, [.. candidates]);
        }

        return null;
    }
}
