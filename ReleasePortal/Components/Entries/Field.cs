namespace ReleasePortal.Components.Entries;

/// <summary>One field of a state, in words.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Parts">Its words: one text, or each item of a list.</param>
public sealed record Field(string Label, IReadOnlyList<string> Parts)
{
    /// <summary>How the parts read as one text; a comma between them unless it says otherwise.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>, string>? Join { get; init; }

    /// <summary>How it reads, in a comparison, when there is nothing: "no"; null leaves that to the page.</summary>
    public string? WhenEmpty { get; init; }

    public bool IsEmpty => Parts.Count is 0;

    public static Field Of(string label, string? text) => new(label, string.IsNullOrEmpty(text) ? [] : [text]);

    /// <summary>The words to show beside the other side of the comparison; null when there is nothing.</summary>
    public string? Beside(Field? other)
    {
        if (IsEmpty)
            return other is null ? null : WhenEmpty;

        var own = Parts.Except(other?.Parts ?? [], StringComparer.Ordinal).ToList();
        return Join is null ? string.Join(", ", Parts) : Join(Parts, own);
    }
}
