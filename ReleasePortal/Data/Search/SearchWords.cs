using System.Globalization;
using System.Text;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Data.Search;

/// <summary>
/// The words of a text, as both databases search for them: runs of letters and digits, in lower case, without accents. They are taken
/// apart here and not by each database, so that both find the same, and so that nothing that a person types is syntax to either.
/// </summary>
public static class SearchWords
{
    /// <summary>Longer words are cut, in entries and in what is looked for alike.</summary>
    private const int LongestWord = 40;

    /// <summary>More than anybody types; what comes after is not looked for.</summary>
    private const int MostWords = 12;

    /// <summary>Every different word of a text, in its order.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.NonSpacingMark)
                End(words, word);
        }

        End(words, word);
        return [.. words.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What is looked for by what was typed.</summary>
    public static IReadOnlyList<string> Wanted(string typed) => [.. Of(typed).Take(MostWords)];

    /// <summary>
    /// What an entry is found by: its sentence in English with the actor's name, its subject's key, its reason, and the network address in
    /// entries that are about one, which only those read who may see it.
    /// </summary>
    public static string Document(EntryLine line) =>
        string.Join(' ', Of($"{line.Plain(CultureInfo.InvariantCulture)} {line.Entry.SubjectKey} {line.From?.Address?.Value}"));

    /// <summary>Beginnings up to this length are indexed by SQLite itself.</summary>
    internal static bool IsLong(string word) => word.EnumerateRunes().Count() > 4;

    private static void End(List<string> words, StringBuilder word)
    {
        if (word.Length is 0)
            return;

        words.Add(word.ToString(0, Math.Min(word.Length, LongestWord)));
        word.Clear();
    }
}
