using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.History.Export.Filtered;

/// <summary>
/// An entry made readable as <see cref="EntryLine"/> does it, for one pass over many: nothing of its text is built anew but the
/// words of its sentence.
/// </summary>
/// <param name="entry">The entry.</param>
/// <param name="texts">Personal texts by their salted hashes, those of other entries among them; those that are missing were forgotten.</param>
/// <param name="people">The names of people for whom others act.</param>
internal sealed class ToldEntry(Entry entry, IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<Guid, string> people) : IDisposable
{
    private readonly JsonDocument _content = JsonDocument.Parse(entry.Canonical);

    public Entry Entry => entry;

    /// <summary>The stored text.</summary>
    public JsonElement Content => _content.RootElement;

    /// <summary>Who did it, by the name of that time.</summary>
    public string Who => Text(Content.GetProperty("actor").GetProperty("name"));

    /// <summary>For whom; null for those who act for themselves.</summary>
    public string? OnBehalfOf => entry.OnBehalfOf is { } person ? people.GetValueOrDefault(person) ?? Phrasing.Text("Forgotten") : null;

    /// <summary>Why; null when no reason was given.</summary>
    public string? Reason => Content.GetProperty("reason") is { ValueKind: JsonValueKind.Object } reason ? Text(reason) : null;

    public bool DuringFreeze => Content.TryGetProperty("duringFreeze", out var frozen) && frozen.ValueKind is JsonValueKind.True;

    /// <summary>What was done: "released Spring storefront to everyone on Production".</summary>
    public string Did()
    {
        var sentence = Content.GetProperty("sentence");
        var words = new JsonObject();
        foreach (var word in sentence.GetProperty("words").EnumerateObject())
            words[word.Name] = TryRead(word.Value, out var text) ? PersonalText.Node(text) : Node(word.Value);
        return new Sentence(sentence.GetProperty("key").GetString()!, Words.From(words)).Did().Plain();
    }

    /// <summary>Whether a personal text stands there, and which.</summary>
    public bool TryRead(JsonElement element, out string text)
    {
        if (EntryWriter.TryReadHash(element, out var hash))
        {
            text = texts.GetValueOrDefault(hash) ?? Phrasing.Text("Forgotten");
            return true;
        }

        text = "";
        return false;
    }

    public void Dispose() => _content.Dispose();

    private string Text(JsonElement element) => TryRead(element, out var text) ? text : element.ToString();

    private static JsonNode? Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element),
    };
}
