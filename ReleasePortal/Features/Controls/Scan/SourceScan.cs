using System.Buffers;
using System.Collections.Concurrent;

namespace ReleasePortal.Features.Controls.Scan;

/// <summary>A place in the source that names something.</summary>
/// <param name="What">The key of a control, or the name of a toolkit.</param>
/// <param name="File">The path from the top of the tree, with slashes.</param>
/// <param name="Line">From 1.</param>
internal sealed record FoundPlace(string What, string File, int Line);

/// <summary>What a scan found, in the order of the files.</summary>
/// <param name="Keys">Where keys of release controls stand.</param>
/// <param name="Toolkits">Where other toolkits are named.</param>
/// <param name="Files">How many files were read.</param>
/// <param name="Bytes">How much that was.</param>
internal sealed record ScanResult(IReadOnlyList<FoundPlace> Keys, IReadOnlyList<FoundPlace> Toolkits, int Files, long Bytes);

/// <summary>Reads a source tree and finds in it what names release controls; several files at a time.</summary>
internal static class SourceScan
{
    /// <summary>In bytes. What is larger was not written by hand.</summary>
    public const int LargestFile = 5 * 1024 * 1024;

    /// <summary>As far as git looks for a zero to call a file binary.</summary>
    private const int Beginning = 8_000;

    private delegate void Taking(ReadOnlySpan<byte> text);

    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static ScanResult Run(string folder, IEnumerable<string> keys)
    {
        var finder = new KeyFinder(keys);
        var (found, toolkits) = (new ConcurrentBag<FoundPlace>(), new ConcurrentBag<FoundPlace>());
        var (files, bytes) = (0, 0L);
        Parallel.ForEach(SourceTree.FilesOf(folder), file =>
        {
            var size = Read(file, text =>
            {
                FindKeys(finder, file.Path, text, found);
                Toolkits.Find(file.Path, text, (name, line) => toolkits.Add(new FoundPlace(name, file.Path, line)));
            });
            if (size < 0)
                return;
            Interlocked.Increment(ref files);
            Interlocked.Add(ref bytes, size);
        });
        return new ScanResult(InOrder(found), InOrder(OthersThanOurs(toolkits)), files, bytes);
    }

    /// <summary>Hands the text of a file over.</summary>
    /// <returns>How long it is; -1 for what is no text, too large, or cannot be read.</returns>
    private static int Read(SourceFile file, Taking take)
    {
        try
        {
            using var handle = File.OpenHandle(file.File);
            var length = RandomAccess.GetLength(handle);
            if (length > LargestFile)
                return -1;

            var buffer = ArrayPool<byte>.Shared.Rent((int)length + 1);
            try
            {
                var (read, some) = (0, 0);
                while (read < length && (some = RandomAccess.Read(handle, buffer.AsSpan(read, (int)length - read), read)) > 0)
                    read += some;
                var text = buffer.AsSpan(0, read);
                if (text[..Math.Min(read, Beginning)].Contains((byte)0))
                    return -1;

                take(text);
                return read;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return -1;
        }
    }

    private static void FindKeys(KeyFinder finder, string path, ReadOnlySpan<byte> text, ConcurrentBag<FoundPlace> found)
    {
        List<(string Key, int At)>? places = null;
        finder.Find(text, (key, at) => (places ??= []).Add((key, at)));
        if (places is null)
            return;

        var (line, counted) = (1, 0);
        (string Key, int Line) last = default;
        foreach (var (key, at) in places)
        {
            line += text[counted..at].Count((byte)'\n');
            counted = at;
            if (last != (key, line)) // twice in a line is one place
                found.Add(new FoundPlace(key, path, line));
            last = (key, line);
        }
    }

    // Microsoft's package is in order where our source stands behind it.
    private static IEnumerable<FoundPlace> OthersThanOurs(ConcurrentBag<FoundPlace> toolkits)
    {
        var isOurs = toolkits.Any(place => place.What is Toolkits.OurFeatureManagement);
        return toolkits.Where(place => place.What is not Toolkits.OurFeatureManagement && !(isOurs && place.What is Toolkits.FeatureManagement));
    }

    private static IReadOnlyList<FoundPlace> InOrder(IEnumerable<FoundPlace> places) =>
        [.. places.Distinct().OrderBy(place => place.File, StringComparer.Ordinal).ThenBy(place => place.Line).ThenBy(place => place.What, StringComparer.Ordinal)];
}
