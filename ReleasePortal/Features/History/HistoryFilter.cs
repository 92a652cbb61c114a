using System.Globalization;
using ReleasePortal.Domain;

namespace ReleasePortal.Features.History;

/// <summary>Which entries the page shows. It stands in the address, so that a view can be shared.</summary>
public sealed record HistoryFilter
{
    public static HistoryFilter None { get; } = new();

    /// <summary>Who did it; all zeros for the portal itself.</summary>
    public Guid? Person { get; init; }

    /// <summary>For whom a key did it: the person that it acts for.</summary>
    public Guid? OnBehalfOf { get; init; }

    /// <summary>A control's key.</summary>
    public string? Control { get; init; }

    /// <summary>A group's key.</summary>
    public string? Group { get; init; }

    /// <summary>A launch's id: everything that was done for it.</summary>
    public Guid? Launch { get; init; }

    /// <summary>An environment's key.</summary>
    public string? Environment { get; init; }

    /// <summary>One of <see cref="HistoryActions"/>.</summary>
    public string? Action { get; init; }

    public ChangeSource? Source { get; init; }

    public HistoryPurpose? Purpose { get; init; }

    /// <summary>One of <see cref="HistoryPeriod.Names"/>; null for any time.</summary>
    public string? Period { get; init; }

    /// <summary>The first and the last day of a period of one's own, in the viewer's zone.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    /// <summary>Words of the sentence, of the subject's key or of the reason; the last may be the beginning of one.</summary>
    public string? Text { get; init; }

    public bool IsEmpty => this == None;

    /// <summary>Reads a filter as it stands in an address; what means nothing there is left out.</summary>
    /// <param name="parameter">The value of a parameter of the address by its name; null when it is not there.</param>
    public static HistoryFilter Read(Func<string, string?> parameter) => new()
    {
        Person = Guid.TryParse(parameter("person"), out var person) ? person : null,
        OnBehalfOf = Guid.TryParse(parameter("behalf"), out var behalf) ? behalf : null,
        Control = NotEmpty(parameter("control")),
        Group = NotEmpty(parameter("group")),
        Launch = Guid.TryParse(parameter("launch"), out var launch) ? launch : null,
        Environment = NotEmpty(parameter("environment")),
        Action = NotEmpty(parameter("action")),
        Source = ReadSource(parameter("source")),
        Purpose = ReadPurpose(parameter("purpose")),
        Period = HistoryPeriod.Names.Contains(parameter("period")) ? parameter("period") : null,
        From = ReadDay(parameter("from")),
        Until = ReadDay(parameter("until")),
        Text = NotEmpty(parameter("text")),
    };

    /// <summary>The page's address with this filter.</summary>
    /// <param name="place">From where on the page shows it; null for the newest.</param>
    public string ToAddress(HistoryPlace? place = null)
    {
        var parameters = new (string Name, string? Value)[]
        {
            ("person", Person?.ToString()),
            ("behalf", OnBehalfOf?.ToString()),
            ("control", Control),
            ("group", Group),
            ("launch", Launch?.ToString()),
            ("environment", Environment),
            ("action", Action),
            ("source", Source?.ToString().ToLowerInvariant()),
            ("purpose", Purpose?.ToString().ToLowerInvariant()),
            ("period", Period),
            ("from", Day(From)),
            ("until", Day(Until)),
            ("text", Text),
            ("at", place?.ToString()),
        };
        var query = string.Join('&', parameters
            .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
            .Select(parameter => parameter.Name + "=" + Uri.EscapeDataString(parameter.Value!)));
        return query.Length is 0 ? "/history" : "/history?" + query;
    }

    /// <summary>Reads a day as it stands in the address; null when it is none.</summary>
    public static DateOnly? ReadDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Reads a source as it stands in the address; null when it is none.</summary>
    public static ChangeSource? ReadSource(string? text) => ReadName<ChangeSource>(text);

    /// <summary>Reads a purpose as it stands in the address; null when it is none.</summary>
    public static HistoryPurpose? ReadPurpose(string? text) => ReadName<HistoryPurpose>(text);

    private static T? ReadName<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
