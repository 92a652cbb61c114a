using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Freezes;

namespace ReleasePortal.Changes.Subjects;

internal sealed class FreezeSubjects : ISubjects
{
    public bool Knows(Change change) => change is FreezeChange;

    public async Task<Result<LoadedSubject>> LoadAsync(Change change, UnitOfWork unit, CancellationToken cancellationToken) => change switch
    {
        DefineFreeze define => new NewFreeze(define, unit),
        EditFreeze edit => await FindAsync(edit.Freeze, edit, unit, cancellationToken),
        _ => await FindAsync(((LiftFreeze)change).Freeze, (LiftFreeze)change, unit, cancellationToken),
    };

    private static async Task<Result<LoadedSubject>> FindAsync(Guid id, FreezeChange change, UnitOfWork unit, CancellationToken cancellationToken)
    {
        var freeze = await unit.Database.Freezes.SingleOrDefaultAsync(
            known => known.Id == id && known.Environment == change.On, cancellationToken);
        return freeze is null ? new Unknown(SubjectKind.Freeze, id.ToString()) : new LoadedFreeze(freeze, change);
    }

    private static Subject Named(Guid id) => new(SubjectKind.Freeze, id, id.ToString(), Areas.Default);

    private sealed class NewFreeze(DefineFreeze define, UnitOfWork unit) : LoadedSubject
    {
        private readonly Guid _id = unit.NewId();

        public override Subject Subject => Named(_id);

        public override Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken) =>
            Task.FromResult(Decide(circumstances));

        private Result<Changed> Decide(Circumstances circumstances)
        {
            if (!Freeze.Define(_id, define.On, define.Details, circumstances).TryGet(out var freeze, out var refusal))
                return refusal;

            unit.Database.Add(freeze);
            return freeze.Defined(circumstances);
        }
    }

    private sealed class LoadedFreeze(Freeze freeze, FreezeChange change) : LoadedSubject
    {
        public override Subject Subject => Named(freeze.Id);

        public override Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken) =>
            Task.FromResult(change is EditFreeze edit
                ? freeze.Edit(edit.Details, edit.SeenVersion, circumstances)
                : freeze.Lift(((LiftFreeze)change).SeenVersion, circumstances));
    }
}
