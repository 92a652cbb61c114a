using System.Text.Json;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>For whom an application asks: OpenFeature's evaluation context.</summary>
public readonly struct UserContext
{
    /// <summary>The name under which conditions reach the user's key.</summary>
    public const string TargetingKeyName = "targetingKey";

    private static readonly Dictionary<string, AttributeValue> NoAttributes = [];
    private readonly Dictionary<string, AttributeValue>? _attributes;

    /// <param name="targetingKey">What tells one user from another; null and empty both mean that there is none.</param>
    /// <param name="attributes">All else that is known; not copied, so it must not change any more.</param>
    public UserContext(string? targetingKey, Dictionary<string, AttributeValue>? attributes = null) =>
        (TargetingKey, _attributes) = (string.IsNullOrEmpty(targetingKey) ? null : targetingKey, attributes);

    /// <summary>Null when the application named no user.</summary>
    public string? TargetingKey { get; }

    public IReadOnlyDictionary<string, AttributeValue> Attributes => _attributes ?? NoAttributes;

    /// <summary>The value under that name; false when the application sent none.</summary>
    public bool TryGet(string name, out AttributeValue value)
    {
        if (name == TargetingKeyName)
        {
            value = TargetingKey is null ? AttributeValue.Other : TargetingKey;
            return TargetingKey is not null;
        }

        value = default;
        return _attributes is not null && _attributes.TryGetValue(name, out value);
    }

    /// <summary>
    /// Reads the JSON value at which the reader stands and leaves the reader at its last token. A name that occurs twice counts
    /// with its last value, as in JavaScript.
    /// </summary>
    /// <returns>False when it is no object, or its <c>targetingKey</c> neither text nor null; it is read to its end all the same.</returns>
    /// <exception cref="JsonException">The JSON is broken.</exception>
    /// <exception cref="InvalidOperationException">A text is not valid Unicode.</exception>
    public static bool TryRead(ref Utf8JsonReader reader, out UserContext context)
    {
        context = default;
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }

        var isValid = true;
        string? targetingKey = null;
        Dictionary<string, AttributeValue>? attributes = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("targetingKey"u8))
            {
                reader.Read();
                isValid &= reader.TokenType is JsonTokenType.String or JsonTokenType.Null;
                targetingKey = ReadValue(ref reader).Text;
                continue;
            }

            var name = reader.GetString()!;
            reader.Read();
            (attributes ??= [])[name] = ReadValue(ref reader);
        }

        context = new UserContext(targetingKey, attributes);
        return isValid;
    }

    private static AttributeValue ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString()!;
            case JsonTokenType.Number:
                return reader.GetDouble();
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            default:
                reader.Skip();
                return AttributeValue.Other;
        }
    }
}
