namespace ReleasePortal.Domain.Budgets;

/// <summary>What several changes that stand or fall together add to each line: only their sum counts, not their order.</summary>
public sealed class BudgetTally
{
    private readonly Dictionary<BudgetLine, int> _added = [];

    /// <summary>The lines that have grown, with by how many.</summary>
    public IEnumerable<BudgetUse> Grown => _added.Where(line => line.Value > 0).Select(line => new BudgetUse(line.Key, line.Value));

    /// <summary>Takes one change.</summary>
    /// <param name="before">What its subject used.</param>
    /// <param name="after">What it uses since.</param>
    /// <param name="isWithdrawal">Withdrawing and undoing never fail for a budget: what they bring back is not counted as growth.</param>
    public void Take(IReadOnlyList<BudgetUse> before, IReadOnlyList<BudgetUse> after, bool isWithdrawal)
    {
        var changed = before.Select(use => use with { Count = -use.Count }).Concat(after)
            .GroupBy(use => use.Line, (line, uses) => new BudgetUse(line, uses.Sum(use => use.Count)));
        foreach (var use in changed.Where(use => use.Count < 0 || !isWithdrawal))
            _added[use.Line] = _added.GetValueOrDefault(use.Line) + use.Count;
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => _added.Clear();
}
