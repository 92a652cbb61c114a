using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Controls.Table;

/// <summary>All controls that the person may see, filtered by the address.</summary>
public sealed partial class ControlListPage
{
    /// <summary>What the columns beside the environments need, and one environment: a table narrower than this scrolls.</summary>
    private const int OtherColumns = 740;
    private const int EnvironmentColumn = 132;

    private ControlListFilter _filter = new();
    private ControlListFilter? _shown;
    private ControlListOptions _options = ControlListOptions.None;
    private IReadOnlyList<Guid> _ids = [];
    private Virtualize<ControlRow>? _rows;

    [Inject]
    public required ControlListQuery Query { get; init; }

    [SupplyParameterFromQuery(Name = "text")]
    public string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "purpose")]
    public string? Purpose { get; set; }

    [SupplyParameterFromQuery(Name = "availability")]
    public string? Availability { get; set; }

    [SupplyParameterFromQuery(Name = "on")]
    public string? On { get; set; }

    [SupplyParameterFromQuery(Name = "owner")]
    public string? Owner { get; set; }

    [SupplyParameterFromQuery(Name = "tag")]
    public string? Tag { get; set; }

    [SupplyParameterFromQuery(Name = "overdue")]
    public string? Overdue { get; set; }

    [SupplyParameterFromQuery(Name = "retired")]
    public string? Retired { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    private bool SeesBothPurposes => Enum.GetValues<Purpose>().All(purpose => AccessRules.Allows(Actor, Operation.SeeControl, purpose));

    private int MinWidth => OtherColumns + (EnvironmentColumn * Workspace.Environments.Count);

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Control or SubjectKind.Group or SubjectKind.Environment;

    protected override async Task LoadAsync()
    {
        _filter = ControlListFilter.Read(name => name switch
        {
            "text" => Text,
            "purpose" => Purpose,
            "availability" => Availability,
            "on" => On,
            "owner" => Owner,
            "tag" => Tag,
            "overdue" => Overdue,
            "retired" => Retired,
            _ => Sort,
        });
        var options = Query.OptionsAsync(Actor, Gone);
        _ids = await Query.FindAsync(_filter, Actor, Gone);
        _options = await options;

        // Another filter gets a new table, which reads its rows itself.
        if (_rows is not null && _filter == _shown)
            await _rows.RefreshDataAsync();
        _shown = _filter;
    }

    private async ValueTask<ItemsProviderResult<ControlRow>> ProvideAsync(ItemsProviderRequest request)
    {
        var ids = _ids;
        var wanted = ids.Skip(request.StartIndex).Take(request.Count).ToList();
        var rows = await Query.ReadAsync(wanted, Actor, request.CancellationToken);
        return new ItemsProviderResult<ControlRow>([.. rows.Select((row, index) => row with { Place = request.StartIndex + index + 1 })], ids.Count);
    }
}
