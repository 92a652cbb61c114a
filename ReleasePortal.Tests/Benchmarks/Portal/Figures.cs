using System.Globalization;

namespace ReleasePortal.Benchmarks.Portal;

/// <summary>What was measured, in a line.</summary>
internal static class Figures
{
    public static string InMilliseconds(this IEnumerable<TimeSpan> times)
    {
        double[] ordered = [.. times.Select(time => time.TotalMilliseconds).Order()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"median {ordered[ordered.Length / 2]:0} ms, best {ordered[0]:0} ms, worst {ordered[^1]:0} ms of {ordered.Length}");
    }
}
