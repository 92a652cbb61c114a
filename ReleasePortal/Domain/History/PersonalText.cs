using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ReleasePortal.Domain.History;

/// <summary>
/// A text that names or belongs to a person. In an entry only its salted hash is kept, so that the person can be forgotten
/// without breaking the chain (design.md, section 7).
/// </summary>
[JsonConverter(typeof(Converter))]
public readonly record struct PersonalText(string Value)
{
    /// <summary>Marks a personal text on its way into an entry; texts of users never become property names, so nobody can forge it.</summary>
    internal const string Mark = "$personal";

    internal static JsonObject Node(string text) => new() { [Mark] = text };

    internal static bool TryRead(JsonNode? node, [NotNullWhen(true)] out string? text)
    {
        text = node is JsonObject { Count: 1 } marked && marked.TryGetPropertyValue(Mark, out var value) ? value?.GetValue<string>() : null;
        return text is not null;
    }

    public override string ToString() => Value;

    private sealed class Converter : JsonConverter<PersonalText>
    {
        public override PersonalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(TryRead(JsonNode.Parse(ref reader), out var text) ? text : "");

        public override void Write(Utf8JsonWriter writer, PersonalText value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString(Mark, value.Value ?? "");
            writer.WriteEndObject();
        }
    }
}
