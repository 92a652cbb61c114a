using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Controls.Table;

/// <summary>By what the table is sorted.</summary>
public enum ControlOrder
{
    Name,
    Changed,
    Owner,
    RemoveBy,
}

/// <summary>Which controls the table shows, as its address says it, so that a view can be shared.</summary>
public sealed record ControlListFilter
{
    private const string Page = "/controls";

    /// <summary>Longer texts are cut: a name or key is found by far less.</summary>
    private const int MostText = 100;

    /// <summary>Every word of it is in the name or the key.</summary>
    public string? Text { get; init; }

    public Purpose? Purpose { get; init; }

    /// <summary>Together with <see cref="On"/>.</summary>
    public Availability? Availability { get; init; }

    /// <summary>The environment's key that <see cref="Availability"/> is about.</summary>
    public string? On { get; init; }

    public string? Owner { get; init; }

    public string? Tag { get; init; }

    /// <summary>Only temporary ones whose day has passed.</summary>
    public bool Overdue { get; init; }

    /// <summary>Only those that were retired; without it only those that were not.</summary>
    public bool Retired { get; init; }

    public ControlOrder Order { get; init; }

    public bool Descending { get; init; }

    /// <summary>Whether any control could be left out by it.</summary>
    public bool IsNarrow => this with { Order = default, Descending = false } != new ControlListFilter();

    /// <summary>Reads what stands behind the question mark; what it does not understand it leaves out.</summary>
    /// <param name="query">The values by their names: <c>text</c>, <c>purpose</c>, <c>availability</c>, <c>on</c>, <c>owner</c>,
    /// <c>tag</c>, <c>overdue</c>, <c>retired</c>, <c>sort</c>.</param>
    public static ControlListFilter Read(Func<string, string?> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var sort = query("sort")?.Trim() ?? "";
        var availability = Word<Availability>(query("availability"));
        var on = Some(query("on"));
        return new ControlListFilter
        {
            Text = Some(query("text")),
            Purpose = Word<Purpose>(query("purpose")),
            Availability = on is null ? null : availability,
            On = availability is null ? null : on,
            Owner = Some(query("owner")),
            Tag = Some(query("tag")),
            Overdue = query("overdue") is "true",
            Retired = query("retired") is "true",
            Order = Word<ControlOrder>(sort.TrimStart('-')) ?? default,
            Descending = sort.StartsWith('-'),
        };
    }

    /// <summary>The address that shows exactly this.</summary>
    public string ToAddress()
    {
        var query = new QueryBuilder();
        void Add(string name, string? value)
        {
            if (value is not null)
                query.Add(name, value);
        }

        Add("text", Text);
        Add("purpose", Word(Purpose));
        Add("availability", Word(Availability));
        Add("on", On);
        Add("owner", Owner);
        Add("tag", Tag);
        Add("overdue", Overdue ? "true" : null);
        Add("retired", Retired ? "true" : null);
        Add("sort", Order is ControlOrder.Name && !Descending ? null : (Descending ? "-" : "") + Word<ControlOrder>(Order));
        return Page + query;
    }

    /// <summary>The same, sorted by that column; the other way round when it is already.</summary>
    public ControlListFilter SortedBy(ControlOrder order) => this with
    {
        Order = order,
        // What was changed last is what one wants to see first.
        Descending = Order == order ? !Descending : order is ControlOrder.Changed,
    };

    private static string? Some(string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : value.Trim() is { Length: > MostText } text ? text[..MostText] : value.Trim();

    private static T? Word<T>(string? word)
        where T : struct, Enum =>
        !int.TryParse(word, CultureInfo.InvariantCulture, out _)
        && Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : null;

    private static string? Word<T>(T? value)
        where T : struct, Enum =>
        value?.ToString() is { } word ? char.ToLowerInvariant(word[0]) + word[1..] : null;
}
