using System.Diagnostics;
using System.Globalization;
using System.Text;
using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Features.Controls.Scan;

namespace ReleasePortal.Benchmarks.Scan;

/// <summary>
/// Megabytes a second that <c>scan</c> reads, of a tree of source files of 2 to 40 KB that the system has in memory, for 1,000 keys. The
/// aim: above 200 on two cores.
/// </summary>
internal static class GeneratedTree
{
    private const int Keys = 1_000;
    private const int Times = 7;

    private static readonly string[] Words =
        ["const", "return", "if", "(value", "!==", "null)", "{", "}", "await", "this.client.", "getBooleanValue(", "render", "user-profile", "=>", "items[index]", "// what", "comes", "before"];

    public static void Measure(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("releaseportal-tree-").FullName;
        try
        {
            Write(folder, megabytes * 1_000_000L);
            string[] keys = [.. Enumerable.Range(1, Keys).Select(KeyOf)];
            var result = SourceScan.Run(folder, keys); // the first one compiles, and fills the system's memory
            var times = new List<TimeSpan>();
            for (var time = 0; time < Times; time++)
            {
                var start = Stopwatch.GetTimestamp();
                result = SourceScan.Run(folder, keys);
                times.Add(Stopwatch.GetElapsedTime(start));
            }

            var median = times.Order().ElementAt(Times / 2);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"scan of {result.Files:N0} files, {result.Bytes / 1e6:N0} MB, {result.Keys.Count:N0} places: {times.InMilliseconds()}; {result.Bytes / 1e6 / median.TotalSeconds:N0} MB a second"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"feature-{number}-banner");

    private static void Write(string folder, long bytes)
    {
        var random = new Random(20_261_123);
        var text = new StringBuilder();
        for (var file = 0; bytes > 0; file++)
        {
            text.Clear();
            for (var length = random.Next(2_000, 40_000); text.Length < length;)
            {
                for (var word = random.Next(4, 12); word > 0; word--)
                    text.Append(Words[random.Next(Words.Length)]).Append(' ');
                if (random.Next(300) is 0)
                    text.Append('\'').Append(KeyOf(random.Next(1, Keys * 2))).Append('\'');
                text.Append('\n');
            }

            var inside = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"src/part{file % 200}"));
            Directory.CreateDirectory(inside);
            File.WriteAllText(Path.Combine(inside, string.Create(CultureInfo.InvariantCulture, $"file{file}.js")), text.ToString());
            bytes -= text.Length;
        }
    }
}
