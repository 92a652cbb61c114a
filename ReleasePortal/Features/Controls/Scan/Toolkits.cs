using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace ReleasePortal.Features.Controls.Scan;

/// <summary>
/// Recognises other toolkits for the same job: by the packages that a manifest names, and by the imports of source files. Prose and
/// identifiers that happen to be called like one do not count.
/// </summary>
internal static class Toolkits
{
    /// <summary>What .NET code is built with; whether ours stands behind it, only the whole tree tells.</summary>
    public const string FeatureManagement = "Microsoft.FeatureManagement";

    /// <summary>Ours for it.</summary>
    public const string OurFeatureManagement = "ReleasePortal.FeatureManagement";

    /// <summary>Imports stand at the top: what comes after this many bytes of a source file is not looked at.</summary>
    private const int Top = 32 * 1024;

    private const int LongestLine = 1_000;

    private static readonly (string Name, string[] Signs)[] Known =
    [
        ("LaunchDarkly", ["launchdarkly", "ldclient"]),
        ("Unleash", ["unleash-client", "unleash_client", "unleash.client", "unleashclient", "@unleash/", "getunleash", "unleash/unleash", "using unleash"]),
        ("Flagsmith", ["flagsmith"]),
        ("FeatBit", ["featbit"]),
        ("Octopus", ["octopus.openfeature", "octopus-openfeature", "octopusdeploy/openfeature"]),
        ("ConfigCat", ["configcat"]),
        ("Split", ["splitio", "splitsoftware", "io.split"]),
        ("GrowthBook", ["growthbook"]),
        (OurFeatureManagement, ["releaseportal.featuremanagement"]),
        (FeatureManagement, ["microsoft.featuremanagement"]),
    ];

    /// <summary>What comes before the name of a provider of OpenFeature, and after it.</summary>
    private static readonly (string Before, string After)[] Providers =
    [
        ("@openfeature/", "-provider"), ("openfeature-provider-", ""), ("openfeature.contrib.provider.", ""), ("openfeature.contrib.providers.", ""),
        ("openfeature.providers.", ""), ("go-sdk-contrib/providers/", ""),
    ];

    private static readonly SearchValues<char> OfAName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Those that ask this portal.</summary>
    private static readonly string[] OurProviders = ["ofrep", "flagd", "in-memory", "inmemory", "multi"];

    /// <summary>A part of every sign, as it is spelt: without one of them there is no need to look at any line.</summary>
    private static readonly byte[][] Marks = [.. new[]
    {
        "aunch", "ldclient", "nleash", "lagsmith", "eatbit", "eatBit", "onfigcat", "onfigCat", "plitio", "plitsoftware", "io.split",
        "rowthbook", "rowthBook", "FeatureManagement", "penfeature", "penFeature", "go-sdk-contrib",
    }.Select(Encoding.ASCII.GetBytes)];

    private static readonly FrozenSet<string> Manifests = FrozenSet.ToFrozenSet(
        ["package.json", "packages.config", "Directory.Packages.props", "Directory.Build.props", "pyproject.toml", "Pipfile", "go.mod", "pom.xml",
         "build.gradle", "build.gradle.kts", "libs.versions.toml", "Gemfile", "Cargo.toml", "composer.json", "pubspec.yaml", "Podfile", "Package.swift"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Sources = FrozenSet.ToFrozenSet(
        [".cs", ".vb", ".fs", ".razor", ".cshtml", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue", ".svelte", ".py", ".go",
         ".java", ".kt", ".kts", ".scala", ".groovy", ".rb", ".php", ".rs", ".swift", ".dart", ".m", ".ex", ".exs", ".html"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Importing = ["import", "using", "require", "from", "use ", "include", "open "];

    /// <summary>Calls back with the name of each toolkit that the file names, and in which line.</summary>
    public static void Find(string path, ReadOnlySpan<byte> text, Action<string, int> found)
    {
        var isManifest = IsManifest(path);
        var isGo = path.EndsWith(".go", StringComparison.Ordinal);
        if (!isManifest && !Sources.Contains(Path.GetExtension(path)))
            return;
        if (!isManifest && text.Length > Top)
            text = text[..Top];
        if (!HasAMark(text))
            return;

        var number = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            number++;
            var line = text[range];
            if (line.Length > LongestLine || !HasAMark(line))
                continue;

            var words = Encoding.UTF8.GetString(line).ToLowerInvariant();
            if (isManifest || IsImport(words.AsSpan().TrimStart(), isGo))
            {
                foreach (var name in NamesIn(words))
                    found(name, number);
            }
        }
    }

    private static IEnumerable<string> NamesIn(string line)
    {
        foreach (var (name, signs) in Known)
        {
            if (signs.Any(sign => line.Contains(sign, StringComparison.Ordinal)))
            {
                yield return name;
                yield break;
            }
        }

        foreach (var (before, after) in Providers)
        {
            if (ProviderIn(line, before, after) is { } provider)
                yield return $"OpenFeature ({provider})";
        }
    }

    private static string? ProviderIn(string line, string before, string after)
    {
        var begin = line.IndexOf(before, StringComparison.Ordinal);
        if (begin < 0)
            return null;

        var rest = line.AsSpan(begin + before.Length);
        var end = rest.IndexOfAnyExcept(OfAName);
        var name = end < 0 ? rest : rest[..end];
        if (name.IsEmpty || !name.EndsWith(after, StringComparison.Ordinal))
            return null;

        var provider = name[..^after.Length].ToString();
        return Array.Exists(OurProviders, own => provider.StartsWith(own, StringComparison.Ordinal)) ? null : provider;
    }

    // Go names what it imports in a block, a line for each, with nothing but an alias before the quote.
    private static bool IsImport(ReadOnlySpan<char> line, bool isGo)
    {
        if (isGo && line.TrimEnd().EndsWith("\"") && line.Count('"') is 2)
            return true;

        foreach (var word in Importing)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
                return true;
        }

        return line.Contains("require(", StringComparison.Ordinal) || line.Contains("import(", StringComparison.Ordinal)
            || line.Contains(" from ", StringComparison.Ordinal) || line.StartsWith("<script", StringComparison.Ordinal) || line.StartsWith("@using", StringComparison.Ordinal)
            || line.StartsWith("global using", StringComparison.Ordinal) || line.StartsWith("#import", StringComparison.Ordinal);
    }

    private static bool IsManifest(string path)
    {
        var name = Path.GetFileName(path);
        return Manifests.Contains(name)
            || Path.GetExtension(name) is ".csproj" or ".fsproj" or ".vbproj" or ".gemspec"
            || (name.StartsWith("requirements", StringComparison.Ordinal) && name.EndsWith(".txt", StringComparison.Ordinal));
    }

    private static bool HasAMark(ReadOnlySpan<byte> text)
    {
        foreach (var mark in Marks)
        {
            if (text.IndexOf(mark) >= 0)
                return true;
        }

        return false;
    }
}
