using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Changes.Subjects;

internal sealed class ConfigurationSubjects : ISubjects
{
    public bool Knows(Change change) => change is ConfigurationChange;

    public async Task<Result<LoadedSubject>> LoadAsync(Change change, UnitOfWork unit, CancellationToken cancellationToken)
    {
        if (change is DefineConfiguration define)
            return new NewConfiguration(define, unit);

        var wanted = (ConfigurationChange)change;
        var configuration = await unit.Database.Configurations.SingleOrDefaultAsync(known => known.Key == wanted.Configuration, cancellationToken);
        if (configuration is null)
            return new Unknown(SubjectKind.Configuration, wanted.Configuration);

        await unit.Database.ConfigurationVersions
            .Where(version => version.ConfigurationId == configuration.Id && version.Number == configuration.Version)
            .LoadAsync(cancellationToken);
        return new LoadedConfiguration(configuration, wanted, unit);
    }

    private static Subject Named(Guid id, string key) => new(SubjectKind.Configuration, id, key, Areas.Default);

    private static Task<Dictionary<string, ReleaseControl>> ControlsAsync(ConfigurationDetails details, UnitOfWork unit, CancellationToken cancellationToken)
    {
        var keys = details.States.Select(state => state.Control).Take(ConfigurationRules.MostOpen + 1).ToList();
        return unit.Database.Controls.AsNoTracking()
            .Where(control => control.RetiredAt == null && keys.Contains(control.Key))
            .ToDictionaryAsync(control => control.Key, cancellationToken);
    }

    private sealed class NewConfiguration(DefineConfiguration define, UnitOfWork unit) : LoadedSubject
    {
        private readonly Guid _id = unit.NewId();

        public override Subject Subject => Named(_id, define.Configuration);

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            var controls = await ControlsAsync(define.Details, unit, cancellationToken);
            var defined = BusinessConfiguration.Define(_id, define.Configuration, define.Details, controls, circumstances);
            if (!defined.TryGet(out var configuration, out var refusal))
                return refusal;
            if (await unit.Database.Configurations.AnyAsync(other => other.Key == define.Configuration, cancellationToken))
                return new KeyTaken(define.Configuration);

            unit.Database.Add(configuration);
            return configuration.Defined();
        }
    }

    private sealed class LoadedConfiguration(BusinessConfiguration configuration, ConfigurationChange change, UnitOfWork unit) : LoadedSubject
    {
        public override Subject Subject => Named(configuration.Id, configuration.Key);

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            if (change is EditConfiguration edit)
                return configuration.Edit(edit.Details, edit.SeenVersion, await ControlsAsync(edit.Details, unit, cancellationToken), circumstances);

            var decision = configuration.Remove(change.SeenVersion);
            if (decision.IsSuccess)
                unit.Database.Remove(configuration);
            return decision;
        }
    }
}
