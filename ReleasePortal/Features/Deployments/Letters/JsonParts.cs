using System.Globalization;
using System.Text.Json;

namespace ReleasePortal.Features.Deployments.Letters;

/// <summary>Reads what others send: nothing is there that one could rely on, and nothing of it is trusted.</summary>
internal static class JsonParts
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>The object that a text is; null when it is none.</summary>
    public static JsonElement? ReadObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What lies at the end of that path of names; an undefined element when nothing does.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return default;
        }

        return element;
    }

    /// <summary>A text or number there, trimmed; null when there is none, or nothing in it.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        var text = found.ValueKind switch
        {
            JsonValueKind.String => found.Said().Trim(),
            JsonValueKind.Number => found.GetRawText(),
            _ => "",
        };
        return text.Length is 0 ? null : text;
    }

    /// <summary>A text as it is; nothing where it holds half of a surrogate pair, which is no Unicode.</summary>
    public static string Said(this JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary>An object there, or a text that is one: some tools pack their own data twice.</summary>
    public static JsonElement Object(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        return found.ValueKind is JsonValueKind.String ? ReadObject(found.Said()) ?? default : found;
    }

    /// <summary>An instant there; null when there is none.</summary>
    public static DateTimeOffset? Instant(this JsonElement element, params ReadOnlySpan<string> path) =>
        ReadInstant(element.Text(path));

    public static DateTimeOffset? ReadInstant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    /// <summary>Keys of controls there, as a list or parted by commas; null when nothing is said of them.</summary>
    public static IReadOnlyList<string>? Controls(this JsonElement element)
    {
        var found = element.At("controls");
        return found.ValueKind switch
        {
            JsonValueKind.Array => [.. found.EnumerateArray().Select(key => key.ValueKind is JsonValueKind.String ? key.Said() : key.GetRawText())],
            JsonValueKind.String => found.Said().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            _ => null,
        };
    }
}
