using Microsoft.AspNetCore.Components;
using ReleasePortal.Components;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Controls.Table;

/// <summary>The filters of the table. Each writes the address; the page follows it.</summary>
public sealed partial class ControlFilters : IDisposable
{
    /// <summary>So long after the last letter the table follows what is typed.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private string? _text;
    private string? _sent;
    private CancellationTokenSource? _typing;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Parameter, EditorRequired]
    public ControlListFilter Filter { get; set; } = new();

    [Parameter, EditorRequired]
    public ControlListOptions Options { get; set; } = ControlListOptions.None;

    [Parameter, EditorRequired]
    public IReadOnlyList<EnvironmentView> Environments { get; set; } = [];

    /// <summary>Whether a filter by purpose tells something.</summary>
    [Parameter]
    public bool SeesBothPurposes { get; set; }

    /// <summary>How many controls the filter lets through; null while that is not known.</summary>
    [Parameter]
    public int? Count { get; set; }

    private IEnumerable<(string Value, string Text)> PurposeOptions =>
        Enum.GetNames<Purpose>().Select(name => (name, T[$"Purpose.{name}"].Value));

    private string CountText => Count switch
    {
        null => "",
        1 => T["List.Count.One"],
        { } count => T["List.Count", count],
    };

    public void Dispose() => _typing?.Dispose();

    protected override void OnParametersSet()
    {
        // The address has another text than the one typed here: "Show all", or the browser's back button.
        if (Filter.Text != _sent)
            _text = _sent = Filter.Text;
    }

    private async Task TypeAsync(string? text)
    {
        _text = text;
        if (_typing is not null)
            await _typing.CancelAsync();
        _typing?.Dispose();
        var typing = _typing = new CancellationTokenSource();
        try
        {
            await Task.Delay(Pause, Time, typing.Token);
        }
        catch (OperationCanceledException)
        {
            return; // another letter came
        }

        _sent = string.IsNullOrWhiteSpace(_text) ? null : _text.Trim();
        Show(Filter with { Text = _sent }, replace: true);
    }

    private void ChoosePurpose(string? purpose) =>
        Show(Filter with { Purpose = purpose is null ? null : Enum.Parse<Purpose>(purpose) });

    private void Show(ControlListFilter filter, bool replace = false) => Navigation.NavigateTo(filter.ToAddress(), replace: replace);

    private static string Pressed(bool pressed) => pressed ? "true" : "false";
}
