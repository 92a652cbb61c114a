namespace ReleasePortal.Domain.History;

/// <summary>
/// A stretch of the history that was moved to a file. Append only; the last one is the mark up to which the database lets entries
/// be deleted.
/// </summary>
public sealed class HistoryArchive
{
    /// <summary>The mark: a signed checkpoint stands there.</summary>
    public long Last { get; init; }

    public long First { get; init; }

    /// <summary>The hash of the last entry; lower-case hexadecimal.</summary>
    public string Hash { get; init; } = "";

    /// <summary>When the first entry was written.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>When the last entry was written.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>The file's name, without its folder.</summary>
    public string File { get; init; } = "";

    /// <summary>In bytes, compressed.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256 of the file's bytes; lower-case hexadecimal.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>SHA-256 over the numbers and hashes of all <see cref="BaseEntry"/> at the mark; lower-case hexadecimal.</summary>
    public string BaseHash { get; init; } = "";

    /// <summary>When it was moved.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The file's name for a stretch: files sort as their entries do.</summary>
    public static string FileOf(long first, long last) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"history-{first:D12}-{last:D12}.jsonl.gz");
}
