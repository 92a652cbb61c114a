using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Budgets;

/// <summary>The limits that hold; the portal has one sheet of them once somebody has set any.</summary>
public sealed class BudgetSheet
{
    /// <summary>What entries call their subject.</summary>
    internal const string Key = "budgets";

    private static string Name => Phrasing.Text("Budgets");

    // For EF Core.
    private BudgetSheet()
    {
    }

    internal BudgetSheet(Guid id) => Id = id;

    public Guid Id { get; private set; }

    public BudgetLimits Limits { get; private set; } = BudgetLimits.None;

    public int Version { get; private set; }

    public Guid LastEntry { get; private set; }

    /// <summary>Sets all of them. Whatever is beyond a limit by then stays, and only growth is refused.</summary>
    internal Result<Changed> Set(BudgetLimits limits, int? seenVersion, Circumstances circumstances)
    {
        if (seenVersion is not null && seenVersion != Version)
            return new Stale(Name, Meanwhile: null);
        if (Invalid.From(limits.Check()) is { } invalid)
            return invalid;
        if (limits == Limits)
            return new AlreadySo(Name);

        var before = Limits;
        (Limits, LastEntry) = (limits, circumstances.EntryId);
        Version++;
        return new Changed(new Sentence("SetBudgets", Words.None), before, limits);
    }
}

/// <inheritdoc cref="BudgetSheet.Set"/>
public sealed record SetBudgets(BudgetLimits Limits, int? SeenVersion = null) : Change
{
    public override Operation Operation => Operation.ManageEnvironments;
}
