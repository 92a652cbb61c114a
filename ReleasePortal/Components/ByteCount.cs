using System.Globalization;

namespace ReleasePortal.Components;

/// <summary>The size of a file as people read it.</summary>
public static class ByteCount
{
    private const double Step = 1_000;

    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>"12.4 MB".</summary>
    public static string Say(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        for (; size >= Step && unit < Units.Length - 1; unit++)
            size /= Step;
        return size.ToString(unit is 0 ? "0" : "0.#", CultureInfo.CurrentCulture) + " " + Units[unit];
    }
}
