using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Changes.Subjects;

internal sealed class KeySubjects : ISubjects
{
    public bool Knows(Change change) => change is KeyChange;

    public async Task<Result<LoadedSubject>> LoadAsync(Change change, UnitOfWork unit, CancellationToken cancellationToken)
    {
        if (change is CreateKey create)
            return new NewKey(create, unit);

        var id = ((KeyChange)change).KeyId;
        var key = await unit.Database.ApiKeys.SingleOrDefaultAsync(key => key.Id == id, cancellationToken);
        if (key is null)
            return new Unknown(SubjectKind.Key, id.ToString());

        var environment = await unit.Database.Environments.AsNoTracking().SingleAsync(known => known.Key == key.Environment, cancellationToken);
        return new LoadedKey(key, change, environment.Name, unit);
    }

    private static Task<bool> IsTakenAsync(string secretHash, UnitOfWork unit, CancellationToken cancellationToken) =>
        unit.Database.ApiKeys.AnyAsync(known => known.SecretHash == secretHash || known.PreviousSecretHash == secretHash, cancellationToken);

    private sealed class NewKey(CreateKey create, UnitOfWork unit) : LoadedSubject
    {
        public override Subject Subject => new(SubjectKind.Key, create.KeyId, create.KeyId.ToString(), Areas.Default);

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            if (!ApiKey.Create(create, circumstances).TryGet(out var key, out var refusal))
                return refusal;
            if (await IsTakenAsync(create.SecretHash, unit, cancellationToken))
                return new KeyTaken(create.Prefix);
            if (key.ActsFor is { } person && !await unit.Database.Users.AnyAsync(user => user.Id == person && user.DisabledAt == null, cancellationToken))
                return new Invalid("actsFor", "Required");

            unit.Database.Add(key);
            return key.Created(circumstances);
        }
    }

    private sealed class LoadedKey(ApiKey key, Change change, string environmentName, UnitOfWork unit) : LoadedSubject
    {
        public override Subject Subject => new(SubjectKind.Key, key.Id, key.Id.ToString(), key.Area);

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            var here = circumstances with { EnvironmentName = environmentName };
            if (change is RecordKeyUse use)
                return key.LetIn(use.From, here);
            if (change is not RotateKey rotate)
                return key.Revoke(here);
            return await IsTakenAsync(rotate.SecretHash, unit, cancellationToken) ? new KeyTaken(rotate.Prefix) : key.Rotate(rotate, here);
        }
    }
}
