using System.Globalization;
using System.Text.Json.Serialization;

namespace ReleasePortal.Domain.Wording;

/// <summary>
/// Something for a person to read, as a resource key and what fills it, so that another language is a file.
/// A change uses one key in two tenses: <c>Will.{Key}</c> in a preview, <c>Did.{Key}</c> in the history.
/// </summary>
/// <param name="Key">The resource's key, without the tense.</param>
/// <param name="Words">What fills the braces of the resource.</param>
public sealed record Sentence(string Key, Words Words)
{
    /// <summary>The words of a preview that say when: <c>{at}</c> after a space, <c>{commaAt}</c> after a comma.</summary>
    internal const string At = "at", CommaAt = "commaAt";

    /// <summary>The type name of the change that said it: the key without its form.</summary>
    [JsonIgnore]
    public string Action => Key.Split('.')[0];

    /// <summary>As it will be, for previews: "Everyone on Production will see Spring storefront."</summary>
    public IReadOnlyList<Segment> Will(CultureInfo? culture = null) => Phrasing.Fill("Will." + Key, Words, culture);

    /// <summary>As it will be at some other time than now: "… will see Spring storefront on Monday 1 March at 09:00."</summary>
    /// <param name="when">The time in words; empty leaves it out.</param>
    /// <param name="culture">The language.</param>
    public IReadOnlyList<Segment> WillAt(string when, CultureInfo? culture = null) => Phrasing.Fill("Will." + Key, Words.With(At, when), culture);

    /// <summary>As it was done: "released Spring storefront to everyone on Production".</summary>
    public IReadOnlyList<Segment> Did(CultureInfo? culture = null) => Phrasing.Fill("Did." + Key, Words, culture);

    /// <summary>The resource itself, for refusals and other sentences without a tense.</summary>
    public IReadOnlyList<Segment> Say(CultureInfo? culture = null) => Phrasing.Fill(Key, Words, culture);

    public override string ToString() => Say().Plain();
}

public enum Emphasis
{
    None,

    /// <summary>The name of a control, group, person: shown strong.</summary>
    Name,
}

/// <summary>A run of text and how it is shown.</summary>
/// <param name="Text">The words.</param>
/// <param name="Emphasis">How they are shown.</param>
/// <param name="At">The instant that they say in UTC, for pages that know the viewer's zone; null for other words.</param>
public readonly record struct Segment(string Text, Emphasis Emphasis, DateTimeOffset? At = null);

public static class Segments
{
    /// <summary>The text without emphasis, for titles, snackbars and programs.</summary>
    public static string Plain(this IEnumerable<Segment> segments) => string.Concat(segments.Select(segment => segment.Text));
}
