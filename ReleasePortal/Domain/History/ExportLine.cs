using System.Security.Cryptography;

namespace ReleasePortal.Domain.History;

/// <summary>
/// How an export writes an entry: <c>{"entry":CANONICAL,"hash":"…"}</c>, one a line, with the canonical text as it is stored. Nothing is
/// escaped or built anew, so the bytes that were hashed can be cut out of the line.
/// </summary>
public static class ExportLine
{
    /// <summary>The first line: what the file is.</summary>
    public const string Header = """{"format":"release-history","version":1}""";

    private const int HashDigits = 2 * SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Before => """{"entry":"""u8;

    private static ReadOnlySpan<byte> Between => ""","hash":"""u8;

    /// <summary>One entry.</summary>
    public static string Of(string canonical, string hash) => $$"""{"entry":{{canonical}},"hash":"{{hash}}"}""";

    /// <summary>The second line of a file that starts in the middle: where, signed, and the tree so far.</summary>
    public static string After(Checkpoint start) => $$"""{"after":{{start.ToLine()}},"frontier":"{{start.Frontier}}"}""";

    /// <summary>The last line: that nothing is missing after it.</summary>
    public static string End(long entries, string hash) => $$$"""{"end":{"entries":{{{entries}}},"hash":"{{{hash}}}"}}""";

    /// <summary>The canonical text and the hash in a line; false when the line is no entry.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> canonical, out ReadOnlySpan<byte> hash)
    {
        canonical = default;
        hash = default;
        if (!line.StartsWith(Before))
            return false;

        // ,"hash":"…"}
        var tail = Between.Length + 1 + HashDigits + 2;
        if (line.Length < Before.Length + tail || !line[^tail..].StartsWith(Between) || line[^(HashDigits + 3)] is not (byte)'"' || !line.EndsWith("\"}"u8))
            return false;
        canonical = line[Before.Length..^tail];
        hash = line[^(HashDigits + 2)..^2];
        return true;
    }
}
