using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Environments;

namespace ReleasePortal.Changes.Subjects;

internal sealed class EnvironmentSubjects : ISubjects
{
    public bool Knows(Change change) => change is EnvironmentChange or DefineArea;

    public async Task<Result<LoadedSubject>> LoadAsync(Change change, UnitOfWork unit, CancellationToken cancellationToken)
    {
        switch (change)
        {
            case DefineArea area:
                return new NewArea(area, unit);
            case DefineEnvironment define:
                return new NewEnvironment(define, unit);
            default:
                var edit = (EditEnvironment)change;
                var environment = await unit.Database.Environments.SingleOrDefaultAsync(known => known.Key == edit.Key, cancellationToken);
                return environment is null ? new Unknown(SubjectKind.Environment, edit.Key) : new LoadedEnvironment(environment, edit);
        }
    }

    private static Subject Named(SubjectKind kind, Guid id, string key) => new(kind, id, key, Areas.Default);

    private sealed class NewArea(DefineArea define, UnitOfWork unit) : LoadedSubject
    {
        private readonly Guid _id = unit.NewId();

        public override Subject Subject => Named(SubjectKind.Area, _id, define.Key);

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            if (!Area.Define(_id, define.Key, define.Name).TryGet(out var area, out var refusal))
                return refusal;
            if (await unit.HasAreaAsync(define.Key, cancellationToken))
                return new KeyTaken(define.Key);

            unit.Database.Add(area);
            return area.Defined();
        }
    }

    private sealed class NewEnvironment(DefineEnvironment define, UnitOfWork unit) : LoadedSubject
    {
        private readonly Guid _id = unit.NewId();

        public override Subject Subject => Named(SubjectKind.Environment, _id, define.Key);

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            if (!DeploymentEnvironment.Define(_id, define.Key, define.Details, circumstances).TryGet(out var environment, out var refusal))
                return refusal;
            if (await unit.Database.Environments.AnyAsync(known => known.Key == define.Key, cancellationToken))
                return new KeyTaken(define.Key);
            if (await unit.Database.Environments.CountAsync(cancellationToken) >= DeploymentEnvironment.MostEnvironments)
                return new TooManyEnvironments();

            unit.Database.Add(environment);
            return environment.Defined();
        }
    }

    private sealed class LoadedEnvironment(DeploymentEnvironment environment, EditEnvironment edit) : LoadedSubject
    {
        public override Subject Subject => Named(SubjectKind.Environment, environment.Id, environment.Key);

        public override Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken) =>
            Task.FromResult(environment.Edit(edit.Details, edit.SeenVersion, circumstances));
    }
}
