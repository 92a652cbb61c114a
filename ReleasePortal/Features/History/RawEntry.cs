using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History;

/// <summary>The states of an entry as JSON for people who read JSON.</summary>
internal static class RawEntry
{
    // Shown as text, never as markup: what is not ASCII may stand as it is.
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Before and after, with personal texts as plain texts.</summary>
    public static string States(EntryLine line) => new JsonObject
    {
        ["before"] = Plain(line.Before),
        ["after"] = Plain(line.After),
    }.ToJsonString(Readable);

    private static JsonNode? Plain(JsonNode? node) => PersonalText.TryRead(node, out var text)
        ? text
        : node switch
        {
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Plain(member.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Plain)]),
            _ => node?.DeepClone(),
        };
}
