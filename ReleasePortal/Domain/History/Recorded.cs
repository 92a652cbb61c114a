using System.Text.Json;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.History;

/// <summary>What an entry left a control, its state on an environment, or a group in.</summary>
public sealed class Recorded
{
    private Recorded(Entry entry, object? after) => (Entry, After) = (entry, after);

    public Entry Entry { get; }

    /// <summary>
    /// A <see cref="ControlSnapshot"/>, a <see cref="ReleaseState"/> or a <see cref="GroupSnapshot"/>; null for a group that was
    /// removed, and for entries about anything else.
    /// </summary>
    internal object? After { get; }

    /// <summary>Reads what counts from the stored text of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="texts">Its personal texts, such as the members of a group; those that are missing stand as empty texts.</param>
    public static Recorded Read(Entry entry, IReadOnlyList<EntryText> texts) => new(entry, entry switch
    {
        { SubjectKind: SubjectKind.Control, Environment: null } => Read<ControlSnapshot>(entry, texts),
        { SubjectKind: SubjectKind.Control } => Read<ReleaseState>(entry, texts),
        { SubjectKind: SubjectKind.Group } => Read<GroupSnapshot>(entry, texts),
        _ => null,
    });

    private static T? Read<T>(Entry entry, IReadOnlyList<EntryText> texts)
    {
        if (texts.Count > 0)
            return EntryLine.Read(entry, texts).After.Deserialize<T>(HistoryJson.Options);

        using var content = JsonDocument.Parse(entry.Canonical);
        return content.RootElement.GetProperty("after").Deserialize<T>(HistoryJson.Options);
    }
}
