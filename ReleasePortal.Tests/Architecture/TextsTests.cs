using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IO = System.IO;

namespace ReleasePortal.Tests.Architecture;

/// <summary>
/// What people read comes from resources, and the two agree. A folder's texts are <c>LaunchpadTexts.resx</c> beside the marker
/// class <c>LaunchpadTexts</c>; a file reaches them with <c>@inject IStringLocalizer&lt;LaunchpadTexts&gt; T</c> (in itself, its
/// code-behind or an _Imports.razor above it) and <c>T["Some.Key"]</c>. A key may be composed at run time from a prefix that
/// ends in a dot: <c>T[$"Availability.{state}"]</c>.
/// </summary>
public partial class TextsTests
{
    private static readonly IReadOnlyDictionary<string, TextsFile> Texts = Portal.Files("Texts.resx")
        .Select(TextsFile.Read)
        .ToDictionary(texts => texts.Marker, StringComparer.Ordinal);

    private static readonly IReadOnlyList<SourceFile> Sources = [.. Portal.Files(".razor", ".cs").Select(SourceFile.Read)];

    private static readonly IReadOnlyList<Lookup> Lookups = [.. Sources.SelectMany(source => source.Lookups())];

    [Fact]
    public void EveryKeyInTheSource_ExistsInItsTexts() => AssertNone(
        from lookup in Lookups
        let problem = lookup.Marker is null ? "no IStringLocalizer of that name is injected here or above"
            : !Texts.TryGetValue(lookup.Marker, out var texts) ? $"there is no {lookup.Marker}.resx"
            : !lookup.IsPrefix ? texts.Keys.Contains(lookup.Key) ? null : $"not in {lookup.Marker}.resx"
            : !lookup.Key.EndsWith('.') ? "a composed key needs a prefix that ends in a dot"
            : !texts.Keys.Any(lookup.Covers) ? $"nothing in {lookup.Marker}.resx starts with it"
            : null
        where problem is not null
        select $"{lookup.File}: {lookup.Localizer}[\"{lookup.Key}\"]: {problem}");

    [Fact]
    public void EveryKeyInTheTexts_IsUsedInTheSource()
    {
        // A key may travel through a variable before it is looked up, so whatever stands between quotes counts as its use.
        var quoted = Sources.SelectMany(source => source.Quoted()).ToHashSet(StringComparer.Ordinal);

        AssertNone(
            from texts in Texts.Values
            let prefixes = Lookups
                .Where(lookup => lookup.IsPrefix && string.Equals(lookup.Marker, texts.Marker, StringComparison.Ordinal))
                .ToList()
            from key in texts.Keys
            where !quoted.Contains(key) && !prefixes.Exists(prefix => prefix.Covers(key))
            select $"{texts.Marker}.resx: \"{key}\" is used nowhere");
    }

    [Fact]
    public void EveryTextsFile_IsWhatItsMarkerFindsAtRunTime() => AssertNone(
        from texts in Texts.Values
        let marker = Portal.Types.SingleOrDefault(type => string.Equals(type.Name, texts.Marker, StringComparison.Ordinal))
        let problem = marker is null ? "has no marker class of its name"
            : !Found(marker).IsSupersetOf(texts.Keys) ? $"is not what {marker.FullName} reads: are they in the same folder?"
            : null
        where problem is not null
        select $"{texts.Marker}.resx {problem}");

    private static HashSet<string> Found(Type marker)
    {
        var resources = new ResourceManager(marker);
        var found = resources.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false);
        return (found?.Cast<DictionaryEntry>() ?? []).Select(entry => (string)entry.Key).ToHashSet(StringComparer.Ordinal);
    }

    private static void AssertNone(IEnumerable<string> problems)
    {
        var found = problems.Distinct(StringComparer.Ordinal).ToList();
        Assert.True(found.Count is 0, string.Join('\n', found));
    }

    private sealed record TextsFile(string Marker, HashSet<string> Keys)
    {
        public static TextsFile Read(string file) => new(
            Path.GetFileNameWithoutExtension(file),
            XDocument.Load(file).Root!.Elements("data")
                .Select(data => data.Attribute("name")!.Value)
                .ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>One key that a source file asks for.</summary>
    /// <param name="Marker">The texts it asks, or null when the file does not say which.</param>
    /// <param name="Localizer">The name by which the file calls them.</param>
    /// <param name="Key">The key, or the part of it that is written in the source.</param>
    /// <param name="IsPrefix">The rest of the key is composed at run time.</param>
    private sealed record Lookup(string File, string? Marker, string Localizer, string Key, bool IsPrefix)
    {
        public bool Covers(string key) => key.StartsWith(Key, StringComparison.Ordinal);
    }

    private sealed partial record SourceFile(string Path, string Text)
    {
        /// <summary>Names that mean texts wherever they appear, so that a forgotten injection is found.</summary>
        private static readonly string[] CustomaryNames = ["T", "Localizer"];

        public static SourceFile Read(string path) => new(path, File.ReadAllText(path));

        /// <summary>
        /// Whatever stands between two quotes that follow each other: in markup it is not clear which one opens,
        /// as in <c>Label="@T["Field.Name"]"</c>.
        /// </summary>
        public IEnumerable<string> Quoted() => BetweenQuotes().Matches(Text).Select(match => match.Groups["text"].Value);

        public IEnumerable<Lookup> Lookups()
        {
            var markers = Markers();
            var file = IO.Path.GetRelativePath(Portal.Folder, Path);
            return
                from localizer in markers.Keys.Union(CustomaryNames, StringComparer.Ordinal)
                from use in Regex.Matches(Text, $@"(?<![\w.]){localizer}\[", RegexOptions.None, TimeSpan.FromSeconds(5))
                from found in Keys(FirstArgument(use.Index + use.Length))
                select new Lookup(file, markers.GetValueOrDefault(localizer), localizer, found.Key, found.IsPrefix);
        }

        /// <summary>The texts that this file can reach, by the name it calls them: what is nearest wins.</summary>
        private Dictionary<string, string> Markers()
        {
            var markers = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var file in Reaches().Where(File.Exists))
            {
                foreach (Match injected in Injected().Matches(File.ReadAllText(file)))
                    markers.TryAdd(injected.Groups["name"].Value, injected.Groups["marker"].Value);
            }

            return markers;
        }

        private IEnumerable<string> Reaches()
        {
            yield return Path;
            if (!Path.EndsWith(".razor", StringComparison.Ordinal) && !Path.EndsWith(".razor.cs", StringComparison.Ordinal))
                yield break;

            yield return Path.EndsWith(".cs", StringComparison.Ordinal) ? Path[..^".cs".Length] : Path + ".cs";
            var folder = IO.Path.GetDirectoryName(Path);
            while (folder?.Length >= Portal.Folder.Length)
            {
                yield return IO.Path.Combine(folder, "_Imports.razor");
                folder = IO.Path.GetDirectoryName(folder);
            }
        }

        /// <summary>What stands between an opening bracket and the comma or bracket that ends its first argument.</summary>
        private string FirstArgument(int start)
        {
            var depth = 0;
            var end = start;
            while (end < Text.Length)
            {
                if (Literal().Match(Text, end) is { Success: true } literal && literal.Index == end)
                {
                    end += literal.Length;
                    continue;
                }

                var character = Text[end];
                if (depth is 0 && character is ']' or ',')
                    break;
                depth += character is '(' or '[' or '{' ? 1 : character is ')' or ']' or '}' ? -1 : 0;
                end++;
            }

            return Text[start..end];
        }

        private static IEnumerable<(string Key, bool IsPrefix)> Keys(string expression) =>
            from literal in Literal().Matches(expression)
            let text = literal.Groups["text"].Value
            let hole = literal.Value.StartsWith('$') ? text.IndexOf('{') : -1
            let isContinued = expression[(literal.Index + literal.Length)..].TrimStart().StartsWith('+')
            select (hole < 0 ? text : text[..hole], hole >= 0 || isContinued);

        [GeneratedRegex("""
            "(?=(?<text>[^"\r\n]*)")
            """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
        private static partial Regex BetweenQuotes();

        [GeneratedRegex("""
            [@$]*"(?<text>([^"\\\r\n]|\\.)*)"
            """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
        private static partial Regex Literal();

        [GeneratedRegex("""
            \bIStringLocalizer<([\w.]+\.)?(?<marker>\w+)>\??\s+(?<name>\w+)
            """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
        private static partial Regex Injected();
    }
}
