using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ReleasePortal.Features.Deployments.Timeline;

/// <summary>The timeline drawn. One mark is in the order of the tab key; the arrow keys walk through all of them.</summary>
public sealed partial class TimelineFigure
{
    /// <summary>As many characters of a name as fit before the axis.</summary>
    private const int NameLength = 22;

    private readonly Dictionary<string, ElementReference> _elements = new(StringComparer.Ordinal);
    private TimelineDrawing _drawing = null!;
    private string? _current;

    [Parameter, EditorRequired]
    public TimelineView View { get; set; } = null!;

    /// <summary>What is drawn, in the order of time.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TimelineItem> Items { get; set; } = [];

    /// <summary>What the figure shows, in a few words.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The id of the mark whose details are shown.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    [Parameter]
    public EventCallback<TimelineItem> OnChoose { get; set; }

    protected override void OnParametersSet()
    {
        _drawing = new TimelineDrawing(View, Items);
        if (Items.All(item => item.Id != _current))
            _current = Items.Count > 0 ? Items[0].Id : null;
    }

    private Task ChooseAsync(TimelineItem item)
    {
        _current = item.Id;
        return OnChoose.InvokeAsync(item);
    }

    private async Task PressAsync(TimelineItem item, KeyboardEventArgs key)
    {
        var place = Items.ToList().FindIndex(one => one.Id == item.Id);
        switch (key.Key)
        {
            case "ArrowRight" or "ArrowDown":
                await GoAsync(place + 1);
                break;
            case "ArrowLeft" or "ArrowUp":
                await GoAsync(place - 1);
                break;
            case "Home":
                await GoAsync(0);
                break;
            case "End":
                await GoAsync(Items.Count - 1);
                break;
            case "Enter" or " ":
                await ChooseAsync(item);
                break;
            default:
                break; // nothing of ours
        }
    }

    private async Task GoAsync(int place)
    {
        if (place < 0 || place >= Items.Count)
            return;

        _current = Items[place].Id;
        await _elements[_current].FocusAsync();
    }

    private string ClassOf(TimelineItem item) => "item " + item.Kind.ToString().ToLowerInvariant() + (item.Id == Chosen ? " chosen" : "");

    private static string Short(string name) => name.Length > NameLength ? name[..(NameLength - 1)] + "…" : name;

    private static string N(double value) => TimelineDrawing.Number(value);

    // Around the middle: a square, a triangle that points back, a cross; a disc, a ring.
    private static string ShapeOf(ItemKind kind) => kind switch
    {
        ItemKind.RolledBack => "M-8 0 L6 -8 L6 8 Z",
        ItemKind.Removed => "M-7 -5 L-5 -7 L0 -2 L5 -7 L7 -5 L2 0 L7 5 L5 7 L0 2 L-5 7 L-7 5 L-2 0 Z",
        ItemKind.Released => "M0 -8 A8 8 0 1 1 0 8 A8 8 0 1 1 0 -8 Z",
        ItemKind.Withdrawn => "M0 -8 A8 8 0 1 1 0 8 A8 8 0 1 1 0 -8 Z M0 -4.5 A4.5 4.5 0 1 0 0 4.5 A4.5 4.5 0 1 0 0 -4.5 Z",
        _ => "M-7 -7 H7 V7 H-7 Z",
    };
}
