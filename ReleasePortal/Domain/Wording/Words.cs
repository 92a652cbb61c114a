using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ReleasePortal.Domain.Wording;

/// <summary>
/// What a sentence is filled with, by name. A value is a text, a number, an instant, a list of texts, or a list
/// of <c>{name, weight}</c> (a split); personal texts are <see cref="History.PersonalText"/>.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class Words
{
    private readonly JsonObject _values;

    private Words(JsonObject values) => _values = values;

    public static Words None { get; } = new([]);

    public static Words Of(params ReadOnlySpan<(string Name, string Text)> texts)
    {
        var filled = new JsonObject();
        foreach (var (name, text) in texts)
            filled[name] = text;
        return new Words(filled);
    }

    /// <summary>The words stored with an entry.</summary>
    public static Words From(JsonObject stored) => new((JsonObject)stored.DeepClone());

    public Words With(string name, string text) => WithNode(name, text);

    public Words With(string name, int number) => WithNode(name, number);

    /// <summary>Adds an instant: a text says it in UTC, a page in the viewer's zone.</summary>
    public Words With(string name, DateTimeOffset instant) => WithNode(name, InstantWord.Node(instant));

    public Words With(string name, IEnumerable<string> list) =>
        WithNode(name, new JsonArray([.. list.Select(text => (JsonNode)text)]));

    /// <summary>Adds a split, as display names with their weights.</summary>
    public Words With(string name, IEnumerable<(string Name, int Weight)> split) =>
        WithNode(name, new JsonArray([.. split.Select(part => new JsonObject { ["name"] = part.Name, ["weight"] = part.Weight })]));

    /// <summary>Adds a text that names a person: it can be forgotten without breaking the chain.</summary>
    public Words WithPersonal(string name, string text) => WithNode(name, History.PersonalText.Node(text));

    /// <summary>The value of that name; null when there is none.</summary>
    public JsonNode? this[string name] => _values[name];

    /// <summary>A copy for storing.</summary>
    public JsonObject ToJson() => (JsonObject)_values.DeepClone();

    private Words WithNode(string name, JsonNode node)
    {
        var copy = (JsonObject)_values.DeepClone();
        copy[name] = node;
        return new Words(copy);
    }

    private sealed class Converter : JsonConverter<Words>
    {
        public override Words Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonNode.Parse(ref reader)!.AsObject());

        public override void Write(Utf8JsonWriter writer, Words value, JsonSerializerOptions options) => value._values.WriteTo(writer, options);
    }
}
