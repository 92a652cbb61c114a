using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Features.Configurations.Coverage;

namespace ReleasePortal.Features.Configurations;

/// <summary>All configurations, and how much of production they cover.</summary>
public sealed partial class ConfigurationsPage
{
    private IReadOnlyList<BusinessConfiguration> _configurations = [];
    private CoverageView? _coverage;

    [Inject]
    public required ConfigurationQuery Query { get; init; }

    [Inject]
    public required CoverageQuery Coverage { get; init; }

    private bool MayDefine => AccessRules.Allows(Actor, Operation.DefineConfiguration);

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Configuration or SubjectKind.Control;

    protected override async Task LoadAsync()
    {
        _configurations = await Query.ListAsync(Actor, Gone);
        _coverage = await Coverage.ReadAsync(Actor, Gone);
    }
}
