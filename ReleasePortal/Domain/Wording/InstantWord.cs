using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleasePortal.Domain.Wording;

/// <summary>An instant among the words of a sentence.</summary>
internal static class InstantWord
{
    // Texts of users never become property names, so nobody can forge it.
    private const string Mark = "$instant";

    public static JsonObject Node(DateTimeOffset instant) =>
        new() { [Mark] = instant.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture) };

    public static bool TryRead(JsonNode? node, out DateTimeOffset instant)
    {
        instant = default;
        return node is JsonObject { Count: 1 } marked
            && marked.TryGetPropertyValue(Mark, out var value)
            && DateTimeOffset.TryParse(value?.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    /// <summary>"24 Nov 2026, 14:00 UTC".</summary>
    public static string InUtc(DateTimeOffset instant, CultureInfo? culture) =>
        instant.UtcDateTime.ToString("d MMM yyyy, HH:mm", culture ?? CultureInfo.CurrentCulture) + " UTC";
}
