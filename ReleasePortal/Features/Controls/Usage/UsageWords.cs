using System.Globalization;
using Microsoft.Extensions.Localization;
using ReleasePortal.Components;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Controls.Usage;

/// <summary>What is known of a control's use, in sentences that claim no more than that.</summary>
public sealed class UsageWords(IStringLocalizer<ControlsTexts> texts, WhenWords when)
{
    /// <summary>Who asked within this time asks.</summary>
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(10);

    /// <summary>Who has not taken everything for as long as this is not worth a word.</summary>
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(30);

    /// <summary>"Web shop asks for it by name, about 120 times a minute.", "Nobody has asked for it by name since 12 Oct 09:00."</summary>
    public IEnumerable<string> Say(ControlUsage usage, DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(usage);
        return ByName(usage, now, zone).Concat(Unknowable(usage, now));
    }

    /// <summary>Whether somebody asked for it lately: to be warned of before it is retired.</summary>
    public static bool IsAskedFor(ControlUsage usage, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(usage);
        return usage.Askers.Any(asker => asker.Way is Asking.ByName && now - asker.Last < LongAgo);
    }

    /// <summary>"120", "0.3".</summary>
    public static string Rate(double perMinute) => perMinute.ToString(perMinute < 10 ? "0.#" : "N0", CultureInfo.CurrentCulture);

    public string NameOf(Asker asker)
    {
        ArgumentNullException.ThrowIfNull(asker);
        return asker.Name ?? texts["Use.UnknownKey"];
    }

    private IEnumerable<string> ByName(ControlUsage usage, DateTimeOffset now, TimeZoneInfo zone)
    {
        var askers = usage.Askers.Where(asker => asker.Way is Asking.ByName).ToList();
        var asking = askers.Where(asker => now - asker.Last <= JustNow).ToList();
        if (asking.Count > 0)
            return asking.Select(asker => Asks(asker, now));
        if (askers.Count > 0)
            return [texts["Use.AskedLast", WhenWords.Date(askers[0].Last, now, zone), NameOf(askers[0])]];

        return [usage.IsWhole ? texts["Use.Never"] : texts["Use.NotSince", WhenWords.Date(usage.Since, now, zone)]];
    }

    private string Asks(Asker asker, DateTimeOffset now) => asker.PerMinute > 0
        ? texts["Use.Asks.Rate", NameOf(asker), Rate(asker.PerMinute.Value)]
        : texts["Use.Asks", NameOf(asker), when.Relative(asker.Last, now)];

    // Who asks by name as well is known to use it.
    private IEnumerable<string> Unknowable(ControlUsage usage, DateTimeOffset now) =>
        from asker in usage.Askers.Where(asker => now - asker.Last < LongAgo).ExceptBy(
            usage.Askers.Where(asker => asker.Way is Asking.ByName && now - asker.Last < LongAgo).Select(asker => asker.KeyId), asker => asker.KeyId)
        group NameOf(asker) by asker.Way into names
        orderby names.Key
        let who = names.Distinct(StringComparer.Ordinal).ToList()
        let number = who.Count is 1 ? "One" : "Several"
        select (string)texts[$"Use.{names.Key}.{number}", Phrasing.List(who)];
}
