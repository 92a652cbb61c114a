using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Domain.Controls;

/// <summary>Values of variants: JSON text on the wire and in storage, plain text in a form.</summary>
public static class VariantValue
{
    /// <summary>The largest value in characters of JSON; what applications fetch at every re-evaluation stays small.</summary>
    public const int MaxLength = 16_384;

    /// <summary>True when <paramref name="json"/> is one JSON value of that type, numbers within a double's range.</summary>
    public static bool IsValid(ValueType type, string? json)
    {
        if (string.IsNullOrEmpty(json) || json.Length > MaxLength)
            return false;
        try
        {
            using var value = JsonDocument.Parse(json);
            return IsWritable(value.RootElement) && type switch
            {
                ValueType.Boolean => value.RootElement.ValueKind is JsonValueKind.True or JsonValueKind.False,
                ValueType.String => value.RootElement.ValueKind is JsonValueKind.String,
                ValueType.Number => value.RootElement.ValueKind is JsonValueKind.Number && double.IsFinite(value.RootElement.GetDouble()),
                _ => value.RootElement.ValueKind is JsonValueKind.Object,
            };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>False for a text that is no Unicode, such as half of a surrogate pair: it could not be sent.</summary>
    private static bool IsWritable(JsonElement value)
    {
        try
        {
            using var writer = new Utf8JsonWriter(Stream.Null);
            value.WriteTo(writer);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>What a person typed, as JSON text; it may still be invalid for the type.</summary>
    public static string FromInput(ValueType type, string? typed) =>
        type is ValueType.String ? JsonValue.Create(typed ?? "").ToJsonString() : (typed ?? "").Trim();

    /// <summary>The value as a person would type it: a string without its quotes, all else as JSON.</summary>
    public static string ToInput(ValueType type, string json) =>
        type is ValueType.String && IsValid(type, json) ? JsonSerializer.Deserialize<string>(json)! : json;
}
