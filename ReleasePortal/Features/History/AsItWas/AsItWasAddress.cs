using System.Globalization;

namespace ReleasePortal.Features.History.AsItWas;

/// <summary>The parts of the page, by their names in the address.</summary>
public enum AsItWasPart
{
    /// <summary>Every control's state.</summary>
    Controls,

    /// <summary>What was done on all environments, some minutes before and after.</summary>
    Around,

    /// <summary>What a given user got.</summary>
    Try,
}

/// <summary>What the page shows. It stands in the address, so that a moment can be shared.</summary>
/// <param name="Environment">An environment's key; null for the one that the person works in.</param>
/// <param name="At">The moment, in UTC; null while none was chosen.</param>
/// <param name="Part">The part of the page.</param>
/// <param name="Minutes">How far around the moment, one of <see cref="Spans"/>.</param>
/// <param name="OnlyDiffering">Only controls that were in another state than now.</param>
public sealed record AsItWasAddress(
    string? Environment, DateTimeOffset? At, AsItWasPart Part = AsItWasPart.Controls, int Minutes = 15, bool OnlyDiffering = false)
{
    private const string InstantForm = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    /// <summary>How many minutes before and after the moment can be looked at.</summary>
    public static IReadOnlyList<int> Spans { get; } = [5, 15, 60];

    /// <summary>Reads it from the parameters of the address; what makes no sense is as if it were not there.</summary>
    public static AsItWasAddress Read(string? environment, string? at, string? show, string? minutes, string? only) => new(
        string.IsNullOrWhiteSpace(environment) ? null : environment,
        ReadInstant(at),
        Enum.TryParse<AsItWasPart>(show, ignoreCase: true, out var part) && Enum.IsDefined(part) ? part : AsItWasPart.Controls,
        int.TryParse(minutes, CultureInfo.InvariantCulture, out var span) && Spans.Contains(span) ? span : 15,
        only is "differing");

    public override string ToString()
    {
        var parameters = new (string Name, string? Value)[]
        {
            ("environment", Environment),
            ("at", At?.UtcDateTime.ToString(InstantForm, CultureInfo.InvariantCulture)),
            ("show", Part is AsItWasPart.Controls ? null : Part.ToString().ToLowerInvariant()),
            ("minutes", Part is AsItWasPart.Around ? Minutes.ToString(CultureInfo.InvariantCulture) : null),
            ("only", OnlyDiffering ? "differing" : null),
        };
        var query = string.Join('&', parameters
            .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
            .Select(parameter => parameter.Name + "=" + Uri.EscapeDataString(parameter.Value!)));
        return query.Length is 0 ? "/history/as-it-was" : "/history/as-it-was?" + query;
    }

    // Years that a calendar in use has: nothing around them falls off its ends.
    private static DateTimeOffset? ReadInstant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) && instant.Year is >= 2000 and < 2200
            ? instant.ToUniversalTime()
            : null;
}
