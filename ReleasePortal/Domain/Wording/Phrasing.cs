using System.Globalization;
using System.Resources;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Domain.Wording;

/// <summary>Fills the resources of <c>Sentences.resx</c>. Braces name a word; doubling them is not supported or needed.</summary>
public static class Phrasing
{
    private static readonly ResourceManager Resources =
        new("ReleasePortal.Domain.Wording.Sentences", typeof(Phrasing).Assembly);

    /// <summary>True when a sentence of that key exists.</summary>
    public static bool Has(string key) => Resources.GetString(key, CultureInfo.InvariantCulture) is not null;

    /// <summary>The text of a resource without braces.</summary>
    public static string Text(string key, CultureInfo? culture = null) => Template(key, culture);

    /// <summary>The resource <paramref name="key"/> filled with <paramref name="words"/>, in runs that keep emphasis.</summary>
    public static IReadOnlyList<Segment> Fill(string key, Words words, CultureInfo? culture)
    {
        var segments = new List<Segment>();
        var template = Template(key, culture).AsSpan();
        while (!template.IsEmpty)
        {
            var open = template.IndexOf('{');
            var literal = open < 0 ? template : template[..open];
            if (!literal.IsEmpty)
                segments.Add(new Segment(literal.ToString(), Emphasis.None));
            if (open < 0)
                break;

            var close = template.IndexOf('}');
            segments.AddRange(template[(open + 1)..close] switch
            {
                Sentence.At => When(" ", words, culture),
                Sentence.CommaAt => When(", ", words, culture),
                var name => Word(words[name.ToString()], culture),
            });
            template = template[(close + 1)..];
        }

        return segments;
    }

    /// <summary>A share of 10,000 as people write it: "10 %", "2.5 %".</summary>
    public static string Percent(int basisPoints, CultureInfo? culture = null) =>
        (basisPoints / 100m).ToString("0.##", culture ?? CultureInfo.CurrentCulture) + " %";

    /// <summary>One part of a split in people's words: "half see", "a third see", "10 % see".</summary>
    public static string Fraction(long weight, long total, CultureInfo? culture = null)
    {
        foreach (var (parts, key) in new[] { (2, "Fraction.Half"), (3, "Fraction.Third"), (4, "Fraction.Quarter") })
        {
            if (weight * parts == total)
                return Template(key, culture);
        }

        return weight == total
            ? Template("Fraction.All", culture)
            : Template("Fraction.Percent", culture).Replace(
                "{percent}", Percent((int)Math.Round(weight * 10_000m / total), culture), StringComparison.Ordinal);
    }

    /// <summary>"a, b and c".</summary>
    public static string List(IReadOnlyList<string> items, CultureInfo? culture = null) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => string.Join(", ", items.SkipLast(1)) + Template("List.And", culture) + items[^1],
    };

    private static string Template(string key, CultureInfo? culture) => Resources.GetString(key, culture) ?? key;

    private static IEnumerable<Segment> When(string joint, Words words, CultureInfo? culture)
    {
        var when = words[Sentence.At] is { } given ? Text(given) : Template("Immediately", culture);
        return when.Length is 0 ? [] : [new Segment(joint + when, Emphasis.None)];
    }

    private static IEnumerable<Segment> Word(JsonNode? word, CultureInfo? culture) => word switch
    {
        null => [],
        JsonArray { Count: > 0 } array when array[0] is JsonObject part && part.ContainsKey("weight") => [Split(array, culture)],
        JsonObject when InstantWord.TryRead(word, out var instant) => [new Segment(InstantWord.InUtc(instant, culture), Emphasis.None, instant)],
        JsonArray array => Names([.. array.Select(Text)], culture),
        JsonValue number when number.GetValueKind() is JsonValueKind.Number =>
            [new Segment(Percent(number.GetValue<int>(), culture), Emphasis.None)],
        _ => [new Segment(Text(word), Emphasis.Name)],
    };

    private static string Text(JsonNode? word) =>
        History.PersonalText.TryRead(word, out var text) ? text : word?.ToString() ?? "";

    private static IEnumerable<Segment> Names(IReadOnlyList<string> names, CultureInfo? culture)
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (index > 0)
                yield return new Segment(index == names.Count - 1 ? Template("List.And", culture) : ", ", Emphasis.None);
            yield return new Segment(names[index], Emphasis.Name);
        }
    }

    private static Segment Split(JsonArray parts, CultureInfo? culture)
    {
        var total = parts.Sum(part => (long)part!["weight"]!.GetValue<int>());
        var said = parts
            .Where(part => part!["weight"]!.GetValue<int>() > 0)
            .Select(part => Fraction(part!["weight"]!.GetValue<int>(), total, culture) + " " + part["name"]!.GetValue<string>());
        return new Segment(List([.. said], culture), Emphasis.None);
    }
}
