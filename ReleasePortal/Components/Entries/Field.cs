namespace ReleasePortal.Components.Entries;

/// <summary>One field of a state, in words.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Parts">Its words: one text, or each item of a list.</param>
public sealed record Field(string Label, IReadOnlyList<string> Parts)
{
    /// <summary>How the parts read as one text: all of them, and those that are only on this side; a comma between all unless it says otherwise.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>, string>? Join { get; init; }

    /// <summary>Each part is a line of its own, and in a comparison only those are said that differ.</summary>
    public bool IsLines { get; init; }

    /// <summary>How it reads, in a comparison, when there is nothing: "no"; null leaves that to the page.</summary>
    public string? WhenEmpty { get; init; }

    public bool IsEmpty => Parts.Count is 0;

    public static Field Of(string label, string? text) => new(label, string.IsNullOrEmpty(text) ? [] : [text]);

    /// <summary>The words to show beside the other side of the comparison; null when there is nothing, or no line that differs.</summary>
    public string? Beside(Field? other)
    {
        if (IsEmpty)
            return other is null ? null : WhenEmpty;

        var own = Own(other);
        if (IsLines)
            return own.Count > 0 ? Lines(own) : IsOnlyMoved(other) ? Lines(Parts) : null;
        return Join is null ? string.Join(", ", Parts) : Join(Parts, own);
    }

    private List<string> Own(Field? other) => [.. Parts.Except(other?.Parts ?? [], StringComparer.Ordinal)];

    // The same lines in another order: only the whole shows what differs.
    private bool IsOnlyMoved(Field? other) => other is not null && other.Own(this).Count is 0;

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
