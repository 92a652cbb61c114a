using System.Text.Json.Nodes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Tests.Support;

/// <summary>A history in memory: what the desk would have written.</summary>
internal sealed class Chain
{
    private readonly HistoryHead _head = new();

    public List<Entry> Entries { get; } = [];

    public List<EntryText> Texts { get; } = [];

    /// <summary>A chain of that many releases and withdrawals of one control.</summary>
    public static Chain Of(int entries)
    {
        var chain = new Chain();
        var control = Given.ABusinessToggle();
        for (var index = 0; index < entries; index++)
        {
            var circumstances = Given.Circumstances();
            var changed = index % 2 is 0
                ? control.ReleaseToEveryone(Given.Production, variant: null, share: null, seenVersion: null, circumstances)
                : control.Withdraw(Given.Production, seenVersion: null, circumstances);
            chain.Append(changed.OrThrow(), reason: $"because {index}");
        }

        return chain;
    }

    public Entry Append(Changed changed, Actor? by = null, string? reason = null, Subject? subject = null, DateTimeOffset? at = null)
    {
        var (entry, texts) = EntryWriter.Append(
            _head,
            Guid.CreateVersion7(Given.Now),
            changed,
            subject ?? new Subject(SubjectKind.Control, Guid.CreateVersion7(), "spring-storefront", Areas.Default),
            Given.Production,
            by ?? Given.AnEngineer,
            new ChangeSet([], reason),
            correlation: Guid.CreateVersion7(Given.Now),
            at ?? Given.Now);
        Entries.Add(entry);
        Texts.AddRange(texts);
        return entry;
    }

    public EntryLine Read(Entry entry) => EntryLine.Read(entry, Texts.Where(text => text.Sequence == entry.Sequence));

    public ChainVerdict Verify() => ChainVerifier.Verify(Lines());

    public List<(long Sequence, string Canonical, string Hash)> Lines() =>
        [.. Entries.Select(entry => (entry.Sequence, entry.Canonical, entry.Hash))];

    /// <summary>The line of an entry after somebody wrote something else into it, with a hash that fits.</summary>
    public static (long Sequence, string Canonical, string Hash) Forge(
        (long Sequence, string Canonical, string Hash) line, Action<JsonObject> act)
    {
        var content = JsonNode.Parse(line.Canonical)!.AsObject();
        act(content);
        var canonical = CanonicalJson.Write(content);
        return (line.Sequence, canonical, EntryWriter.HashOf(canonical));
    }
}
