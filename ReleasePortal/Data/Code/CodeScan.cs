namespace ReleasePortal.Data.Code;

/// <summary>
/// What the last scan of a repository found. It is no release state and has no entry: programs report it, and the next report takes
/// its place.
/// </summary>
public sealed class CodeScan
{
    public const int LongestName = 200;

    public Guid Id { get; init; }

    /// <summary>What the repository is called; a text, never a link.</summary>
    public string Repository { get; init; } = "";

    /// <summary>The commit that was scanned.</summary>
    public string Commit { get; init; } = "";

    /// <summary>When it was scanned, by the clock of who did.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Other toolkits for the same job that the code names.</summary>
    public IReadOnlyList<string> Toolkits { get; init; } = [];

    /// <summary>One for each control that the code names.</summary>
    public List<CodeReference> References { get; init; } = [];
}

/// <summary>Where one repository names one control.</summary>
public sealed class CodeReference
{
    public Guid ScanId { get; init; }

    /// <summary>The control's key, whether there is such a control or not.</summary>
    public string Control { get; init; } = "";

    /// <summary>How many places that are.</summary>
    public int Count { get; init; }

    /// <summary>The places, in the order in which they were reported.</summary>
    public IReadOnlyList<CodePlace> Places { get; init; } = [];
}

/// <summary>A place in the source.</summary>
/// <param name="File">The path from the top of the repository; a text, never a link.</param>
/// <param name="Line">From 1.</param>
public sealed record CodePlace(string File, int Line);
