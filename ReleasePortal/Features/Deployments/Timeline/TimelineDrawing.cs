using System.Globalization;
using ReleasePortal.Components;

namespace ReleasePortal.Features.Deployments.Timeline;

/// <summary>Where everything of the figure stands: deployments above the axis, releases below, in rows where they are few.</summary>
public sealed class TimelineDrawing
{
    public const int Width = 1120;

    /// <summary>Where the axis begins; the names of the rows stand before it.</summary>
    public const int Left = 176;

    private const int Right = 20, Row = 28, BarsHeight = 96, Head = 26, AxisHeight = 40, MostRows = 14, MostLabels = 9;

    private readonly IReadOnlyList<string> _above;
    private readonly IReadOnlyList<string> _below;
    private readonly int _mostAbove;
    private readonly int _mostBelow;
    private readonly TimelineView _view;

    public TimelineDrawing(TimelineView view, IReadOnlyList<TimelineItem> items)
    {
        _view = view;
        (_above, _below) = (RowsOf(items, above: true), RowsOf(items, above: false));
        (_mostAbove, _mostBelow) = (Most(items, above: true), Most(items, above: false));
        Axis = Head + (view.Deployments is null ? BarsHeight : Math.Max(1, _above.Count) * Row);
        Height = Axis + AxisHeight + Head + (view.Turns is null ? BarsHeight : Math.Max(1, _below.Count) * Row);
    }

    /// <summary>Where the axis lies.</summary>
    public int Axis { get; }

    /// <summary>Where what is below the axis begins.</summary>
    public int Below => Axis + AxisHeight;

    public int Height { get; }

    /// <summary>The names of the rows, with the middle of each; none where one row holds all.</summary>
    public IEnumerable<(string Name, double Y)> Rows =>
        Named(_above, Head).Concat(Named(_below, Below + Head));

    public double X(DateTimeOffset at) => Left + ((Width - Left - Right) * ((at - _view.From) / (_view.Until - _view.From)));

    /// <summary>The middle of a mark.</summary>
    public double Y(TimelineItem item)
    {
        var (rows, top) = item.IsDeployment ? (_above, Head) : (_below, Below + Head);
        return top + (Row * (Math.Max(0, rows.ToList().IndexOf(item.Lane)) + 0.5));
    }

    /// <summary>The rectangle of a bar: those of deployments grow up from the axis, those of releases down from it.</summary>
    public (double X, double Y, double Width, double Height) Bar(TimelineItem item)
    {
        var (x, next) = (X(item.At), X(item.Until));
        var height = Math.Max(3, (BarsHeight - 16.0) * item.Count!.Value / (item.IsDeployment ? _mostAbove : _mostBelow));
        var width = Math.Max(2, next - x - 2);
        return item.Kind switch
        {
            ItemKind.Released => (x + 1, Below + Head, width / 2, height),
            ItemKind.Withdrawn => (x + 1 + (width / 2), Below + Head, width / 2, height),
            _ => (x + 1, Axis - height, width, height),
        };
    }

    /// <summary>Instants that are named on the axis.</summary>
    public IEnumerable<(double X, string Text)> Labels(TimeZoneInfo zone)
    {
        var starts = _view.Steps.Take(_view.Steps.Count - 1).ToList();
        var isHourly = _view.Steps[1] - _view.Steps[0] <= TimeSpan.FromHours(1);
        var every = Math.Max(1, (starts.Count + MostLabels - 1) / MostLabels);
        if (isHourly)
            every = every <= 3 ? 3 : 6; // hours as clocks have them
        return starts.Where((_, index) => index % every is 0).Select(start =>
        {
            var local = zone.ToLocal(start);
            return (X(start), local.ToString(isHourly && local.Hour > 0 ? "HH:mm" : "d MMM", CultureInfo.CurrentCulture));
        });
    }

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static IEnumerable<(string, double)> Named(IReadOnlyList<string> rows, int top) => rows.Select((name, index) => (name, top + (Row * (index + 0.5))));

    private static IReadOnlyList<string> RowsOf(IReadOnlyList<TimelineItem> items, bool above)
    {
        var rows = items.Where(item => item.IsDeployment == above && item.Count is null).Select(item => item.Lane).Distinct(StringComparer.Ordinal).Order(StringComparer.CurrentCulture).ToList();
        return rows.Count > MostRows ? [] : rows;
    }

    private static int Most(IReadOnlyList<TimelineItem> items, bool above) =>
        items.Where(item => item.IsDeployment == above).Select(item => item.Count ?? 0).DefaultIfEmpty(0).Max() is > 0 and var most ? most : 1;
}
