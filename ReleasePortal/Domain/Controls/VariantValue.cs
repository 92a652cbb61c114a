using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Domain.Controls;

/// <summary>Values of variants: JSON text on the wire and in storage, plain text in a form.</summary>
public static class VariantValue
{
    /// <summary>The largest value in characters of JSON; what applications fetch at every re-evaluation stays small.</summary>
    public const int MaxLength = 16_384;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// True when <paramref name="json"/> is one JSON value of that type that every reader understands alike (RFC 7493): numbers
    /// within a double's range, no member twice, no half of a surrogate pair.
    /// </summary>
    public static bool IsValid(ValueType type, string? json)
    {
        if (string.IsNullOrEmpty(json) || json.Length > MaxLength)
            return false;
        try
        {
            var value = JsonNode.Parse(json, documentOptions: Strict);
            _ = CanonicalJson.Write(value); // throws at what RFC 7493 leaves out
            return (type, value?.GetValueKind()) is
                (ValueType.Boolean, JsonValueKind.True or JsonValueKind.False)
                or (ValueType.String, JsonValueKind.String)
                or (ValueType.Number, JsonValueKind.Number)
                or (ValueType.Object, JsonValueKind.Object);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
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
