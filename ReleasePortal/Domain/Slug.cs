using System.Text.RegularExpressions;

namespace ReleasePortal.Domain;

/// <summary>Keys of controls, variants, groups, areas and environments (design.md, section 3): they never change.</summary>
public static partial class Slug
{
    public const int MaxLength = 63;

    /// <summary>True when <paramref name="key"/> is 1 to 63 of <c>a-z 0-9 -</c> and does not begin with a hyphen.</summary>
    public static bool IsValid(string? key) => key is not null && Pattern().IsMatch(key);

    /// <summary>A valid key made from a name, as a proposal for a form; empty when the name has no usable character.</summary>
    public static string From(string? name)
    {
        var plain = WholeRunes(name).Normalize(System.Text.NormalizationForm.FormD).ToLowerInvariant();
        var kept = NotInAKey().Replace(Marks().Replace(plain, ""), "-").Trim('-');
        return kept.Length <= MaxLength ? kept : kept[..MaxLength].TrimEnd('-');
    }

    // Half of a surrogate pair cannot be normalised.
    private static string WholeRunes(string? name) => string.Concat((name ?? "").EnumerateRunes());

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,62}\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\p{M}+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInAKey();
}
