using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Budgets;

namespace ReleasePortal.Changes.Subjects;

internal sealed class BudgetSubjects : ISubjects
{
    public bool Knows(Change change) => change is SetBudgets;

    public async Task<Result<LoadedSubject>> LoadAsync(Change change, UnitOfWork unit, CancellationToken cancellationToken)
    {
        var sheet = await unit.Database.BudgetSheets.SingleOrDefaultAsync(cancellationToken);
        return new LoadedSheet(sheet, (SetBudgets)change, unit);
    }

    private sealed class LoadedSheet(BudgetSheet? known, SetBudgets set, UnitOfWork unit) : LoadedSubject
    {
        private readonly BudgetSheet _sheet = known ?? new BudgetSheet(unit.NewId());

        public override Subject Subject => new(SubjectKind.Budgets, _sheet.Id, BudgetSheet.Key, Areas.Default);

        public override Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            var decision = _sheet.Set(set.Limits, set.SeenVersion, circumstances);
            if (decision.IsSuccess && known is null)
                unit.Database.Add(_sheet);
            return Task.FromResult(decision);
        }
    }
}
