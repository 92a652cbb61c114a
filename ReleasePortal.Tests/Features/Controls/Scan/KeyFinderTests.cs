using System.Text;
using ReleasePortal.Features.Controls.Scan;

namespace ReleasePortal.Tests.Features.Controls.Scan;

/// <summary>Where keys stand in a text, also against a search that is too slow and too simple to be wrong.</summary>
public sealed class KeyFinderTests
{
    private static readonly string[] Keys = ["a", "a-b", "b-a", "a-b-a", "ab", "0", "a-", "b", "spring-storefront", "search"];

    [Theory]
    [InlineData("ask(\"spring-storefront\")", true)]
    [InlineData("key: spring-storefront, other", true)]
    [InlineData("# spring-storefront", true)]
    [InlineData("spring-storefront", true)]
    [InlineData("./spring-storefront.css", true)]
    [InlineData("my-spring-storefront", false)]
    [InlineData("spring-storefront-v2", false)]
    [InlineData("spring-storefront2", false)]
    [InlineData("spring-storefront_", false)]
    [InlineData("spring-storefrontä", false)]
    [InlineData("Spring-Storefront", false)]
    [InlineData("spring_storefront", false)]
    [InlineData("'search'", true)]
    [InlineData("`search`", true)]
    [InlineData("search", false)]
    [InlineData("\"search'", false)]
    [InlineData("\"search it\"", false)]
    [InlineData("\"search", false)]
    public void Word_CountsWhole_AndOneWithoutAHyphenBetweenQuotesOnly(string text, bool counts) =>
        Assert.Equal(counts, Find(text, "spring-storefront", "search").Count > 0);

    [Fact]
    public void RandomTexts_GiveWhatTheSimpleSearchGives()
    {
        const string Letters = "aab--b0_ \"'`.ä\n";
        var random = new Random(20_261_123);
        var found = 0;
        for (var round = 0; round < 6_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Letters[random.Next(Letters.Length)]));
            var expected = Simple(text, Keys);
            Assert.Equal(expected, Find(text, Keys));
            found += expected.Count;
        }

        Assert.True(found > 1_000, $"only {found} places");
    }

    private static List<(string Key, int At)> Find(string text, params string[] keys)
    {
        var found = new List<(string Key, int At)>();
        new KeyFinder(keys).Find(Encoding.UTF8.GetBytes(text), (key, at) => found.Add((key, at)));
        return [.. found.OrderBy(place => place.At).ThenBy(place => place.Key, StringComparer.Ordinal)];
    }

    private static List<(string Key, int At)> Simple(string text, IEnumerable<string> keys)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var found = new List<(string Key, int At)>();
        foreach (var key in keys)
        {
            for (var at = 0; at + key.Length <= bytes.Length; at++)
            {
                var (before, after) = (at is 0 ? ' ' : (char)bytes[at - 1], at + key.Length == bytes.Length ? ' ' : (char)bytes[at + key.Length]);
                var isQuoted = before == after && before is '"' or '\'' or '`' && at > 0 && at + key.Length < bytes.Length && before == after;
                if (bytes.AsSpan(at, key.Length).SequenceEqual(Encoding.ASCII.GetBytes(key)) && !IsOfAWord(before) && !IsOfAWord(after) && (key.Contains('-', StringComparison.Ordinal) || isQuoted))
                    found.Add((key, at));
            }
        }

        return [.. found.OrderBy(place => place.At).ThenBy(place => place.Key, StringComparer.Ordinal)];
    }

    private static bool IsOfAWord(char letter) => letter is '-' or '_' || letter >= 0x80 || char.IsAsciiLetterOrDigit(letter);
}
