using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.History;

/// <summary>An entry made readable: its sentence, reason and states, with the personal texts that still exist put back.</summary>
public sealed class EntryLine
{
    private readonly JsonObject _content;

    private EntryLine(Entry entry, JsonObject content) => (Entry, _content) = (entry, content);

    public Entry Entry { get; }

    /// <summary>Who did it, by the name of that time; what stands for it when the person was forgotten.</summary>
    public string ActorName => PersonalText.TryRead(_content["actor"]!["name"], out var name) ? name : "";

    /// <summary>Why; null when none was given.</summary>
    public string? Reason => PersonalText.TryRead(_content["reason"], out var reason) ? reason : null;

    /// <summary>It was done while the environment was frozen, as an exception: marked for review.</summary>
    public bool DuringFreeze => _content["duringFreeze"]?.GetValue<bool>() is true;

    /// <summary>What let the actor in: the correlation of the entry about it; null where none is known.</summary>
    public Guid? Session => Guid.TryParse(_content["request"]?["session"]?.GetValue<string>(), out var session) ? session : null;

    /// <summary>For what happened at the door: where it came from; null for all else.</summary>
    public RequestOrigin? From =>
        _content["request"]?.Deserialize<RequestOrigin>(HistoryJson.Options) is { } from && from != new RequestOrigin(Address: null) ? from : null;

    /// <summary>What was done.</summary>
    public Sentence Sentence => new(
        _content["sentence"]!["key"]!.GetValue<string>(),
        Words.From(_content["sentence"]!["words"]!.AsObject()));

    /// <summary>The state before; null when it came into being.</summary>
    public JsonNode? Before => _content["before"];

    /// <summary>The state after; null when it ceased to be.</summary>
    public JsonNode? After => _content["after"];

    /// <summary>For a change of a control's state on an environment: the state before it.</summary>
    public ReleaseState? StateBefore() => State(Before);

    /// <summary>For a change of a control's state on an environment: the state after it.</summary>
    public ReleaseState? StateAfter() => State(After);

    /// <summary>Reads an entry with its texts.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="texts">Its personal texts; those that are missing were forgotten.</param>
    public static EntryLine Read(Entry entry, IEnumerable<EntryText> texts)
    {
        var byHash = texts.ToLookup(text => text.Hash, text => text.Text, StringComparer.Ordinal);
        var whole = (JsonObject)JsonNode.Parse(entry.Canonical)!;
        return new EntryLine(entry, new JsonObject(whole.Select(member =>
            KeyValuePair.Create(member.Key, Open(member.Value, byHash, StandIn(entry, member.Key))))));
    }

    /// <summary>What was done as a sentence of its own, without who did it: "Released Spring storefront to everyone on Production".</summary>
    public static string Headline(Entry entry)
    {
        var said = Read(entry, []).Sentence.Did().Plain();
        return char.ToUpper(said[0], CultureInfo.CurrentCulture) + said[1..];
    }

    /// <summary>The whole as one text: "Marketing released Spring storefront to everyone on Production: trade show opens".</summary>
    public string Plain(CultureInfo? culture = null) =>
        ActorName + " " + Sentence.Did(culture).Plain() + (Reason is null ? "" : ": " + Reason);

    private ReleaseState? State(JsonNode? node) => Entry is { SubjectKind: SubjectKind.Control, Environment: not null }
        ? JsonSerializer.Deserialize<ReleaseState>(node, HistoryJson.Options)
        : null;

    // A person who was forgotten is still the same one wherever they appear.
    private static string StandIn(Entry entry, string member) => member switch
    {
        "actor" when entry.ActorKind is ActorKind.Person => FormerPerson.NameOf(entry.ActorId),
        "sentence" or "before" or "after" when entry.SubjectKind is SubjectKind.Person => FormerPerson.NameOf(entry.SubjectId),
        _ => Phrasing.Text("Forgotten"),
    };

    private static JsonNode? Open(JsonNode? node, ILookup<string, string> texts, string standIn)
    {
        if (EntryWriter.TryReadHash(node, out var hash))
            return PersonalText.Node(texts[hash].FirstOrDefault() ?? standIn);

        return node switch
        {
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Open(member.Value, texts, standIn)))),
            JsonArray items => new JsonArray([.. items.Select(item => Open(item, texts, standIn))]),
            _ => node?.DeepClone(),
        };
    }
}
