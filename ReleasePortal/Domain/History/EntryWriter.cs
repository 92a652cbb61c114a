using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Domain.History;

/// <summary>Turns what a mutator did into the next entry of the chain (design.md, section 7).</summary>
public static class EntryWriter
{
    private const string HashMark = "sha256";

    /// <summary>Appends to the chain: the head advances to the entry that is returned.</summary>
    /// <param name="head">Where the chain ends; advanced.</param>
    /// <param name="id">The entry's id, a UUIDv7.</param>
    /// <param name="changed">What was done.</param>
    /// <param name="subject">To whom or what, as it is afterwards.</param>
    /// <param name="environment">The environment's key, if the change was about one.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="changes">Through what and why.</param>
    /// <param name="correlation">What binds it to others.</param>
    /// <param name="at">When; cut to whole microseconds.</param>
    /// <returns>The entry and the personal texts that belong to it.</returns>
    public static (Entry Entry, IReadOnlyList<EntryText> Texts) Append(
        HistoryHead head,
        Guid id,
        Changed changed,
        Subject subject,
        string? environment,
        Actor actor,
        ChangeSet changes,
        Guid correlation,
        DateTimeOffset at)
    {
        var instant = WholeMicroseconds(at);
        var sequence = head.Sequence + 1;
        var content = new JsonObject
        {
            ["sequence"] = sequence,
            ["id"] = id.ToString(),
            ["at"] = Instant(instant),
            ["actor"] = new JsonObject
            {
                ["id"] = actor.Id.ToString(),
                ["kind"] = Word(actor.Kind),
                ["name"] = PersonalText.Node(actor.Name),
                ["onBehalfOf"] = actor.OnBehalfOf?.ToString(),
            },
            ["source"] = Word(changes.Source),
            ["action"] = changed.Sentence.Action,
            ["sentence"] = new JsonObject { ["key"] = changed.Sentence.Key, ["words"] = changed.Sentence.Words.ToJson() },
            ["subject"] = new JsonObject { ["kind"] = Word(subject.Kind), ["id"] = subject.Id.ToString(), ["key"] = subject.Key },
            ["purpose"] = subject.Purpose is { } purpose ? Word(purpose) : null,
            ["area"] = subject.Area,
            ["environment"] = environment,
            ["before"] = Node(changed.Before),
            ["after"] = Node(changed.After),
            ["reason"] = string.IsNullOrWhiteSpace(changes.Reason) ? null : PersonalText.Node(changes.Reason.Trim()),
            ["correlation"] = correlation.ToString(),
            ["previousHash"] = head.Hash,
        };
        if (changed.DuringFreeze)
            content["duringFreeze"] = true; // only where it is so: the others read as they always did
        if (Request(actor, changed) is { } request)
            content["request"] = request; // likewise

        var texts = new List<EntryText>();
        var canonical = CanonicalJson.Write(Seal(content, sequence, texts));
        var entry = new Entry
        {
            Sequence = sequence,
            Id = id,
            At = instant,
            ActorId = actor.Id,
            ActorKind = actor.Kind,
            OnBehalfOf = actor.OnBehalfOf,
            Source = changes.Source,
            Action = changed.Sentence.Action,
            SubjectKind = subject.Kind,
            SubjectId = subject.Id,
            SubjectKey = subject.Key,
            Purpose = subject.Purpose,
            Area = subject.Area,
            Environment = environment,
            Correlation = correlation,
            Canonical = canonical,
            Hash = HashOf(canonical),
        };
        head.Advance(entry);
        return (entry, texts);
    }

    /// <summary>SHA-256 of the UTF-8 bytes; lower-case hexadecimal.</summary>
    public static string HashOf(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    /// <summary>The instant without the part below a microsecond, in UTC.</summary>
    public static DateTimeOffset WholeMicroseconds(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The hash that stands for a personal text.</summary>
    internal static bool TryReadHash(JsonNode? node, out string hash)
    {
        hash = node is JsonObject { Count: 1 } marked && marked.TryGetPropertyValue(HashMark, out var value) ? value!.GetValue<string>() : "";
        return hash.Length > 0;
    }

    /// <inheritdoc cref="TryReadHash(JsonNode?, out string)"/>
    internal static bool TryReadHash(JsonElement element, out string hash)
    {
        hash = "";
        if (element.ValueKind is not JsonValueKind.Object)
            return false;
        var members = element.EnumerateObject();
        if (!members.MoveNext() || !members.Current.NameEquals(HashMark))
            return false;
        hash = members.Current.Value.GetString() ?? "";
        return !members.MoveNext() && hash.Length > 0;
    }

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonObject? Request(Actor actor, Changed changed)
    {
        var request = Node(changed.From)?.AsObject();
        if (actor.Session is { } session)
            (request ??= [])["session"] = session.ToString();
        return request;
    }

    private static JsonNode? Node(object? state) =>
        state is null ? null : JsonSerializer.SerializeToNode(state, state.GetType(), HistoryJson.Options);

    private static JsonNode? Seal(JsonNode? node, long sequence, List<EntryText> texts)
    {
        if (PersonalText.TryRead(node, out var text))
        {
            var kept = new EntryText { Sequence = sequence, Salt = RandomNumberGenerator.GetBytes(16), Text = text };
            texts.Add(kept);
            return new JsonObject { [HashMark] = kept.Hash };
        }

        return node switch
        {
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Seal(member.Value, sequence, texts)))),
            JsonArray items => new JsonArray([.. items.Select(item => Seal(item, sequence, texts))]),
            _ => node?.DeepClone(),
        };
    }
}
