using Microsoft.Extensions.Localization;
using ReleasePortal.Components;

namespace ReleasePortal.Features.Controls.CleanUp;

/// <summary>What speaks for removing a control, in sentences that claim no more than is known.</summary>
public sealed class EvidenceWords(IStringLocalizer<ControlsTexts> texts, RemoveByWords removeBy)
{
    /// <param name="candidate">The control.</param>
    /// <param name="view">The list that it stands in.</param>
    /// <param name="environment">What the last environment is called.</param>
    /// <param name="now">This instant.</param>
    /// <param name="zone">The viewer's.</param>
    public IEnumerable<string> Say(Candidate candidate, CleanUpView view, string environment, DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(view);
        if (candidate.OpenSince is { } open)
            yield return texts["CleanUp.OpenSince", environment, WhenWords.Date(open, now, zone)];
        if (candidate is { IsOverdue: true, RemoveBy: { } day })
            yield return texts["CleanUp.Overdue", removeBy.Say(day, DateOnly.FromDateTime(now.UtcDateTime), isOverdue: true)];
        if (candidate.OnlyServed is { } variant)
            yield return texts["CleanUp.OnlyServed", environment, variant, view.Days];
        yield return Asked(candidate, now, zone);
        if (candidate.Takers > 0)
            yield return candidate.Takers is 1 ? texts["CleanUp.Taker"] : texts["CleanUp.Takers", candidate.Takers];
        if (view.ScannedRepositories > 0 && candidate.Places is 0)
            yield return view.ScannedRepositories is 1 ? texts["CleanUp.NoCode.One"] : texts["CleanUp.NoCode", view.ScannedRepositories];
    }

    /// <summary>"12 places in 2 repositories name it".</summary>
    public string Code(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return (candidate.Places, candidate.Repositories) switch
        {
            (1, _) => texts["CleanUp.Code.Place"],
            (_, 1) => texts["CleanUp.Code.Repository", candidate.Places],
            _ => texts["CleanUp.Code", candidate.Places, candidate.Repositories],
        };
    }

    private string Asked(Candidate candidate, DateTimeOffset now, TimeZoneInfo zone) => candidate switch
    {
        { IsQuiet: false, LastAsked: { } last } => texts["CleanUp.StillAsked", WhenWords.Date(last, now, zone)],
        { LastAsked: { } last } => texts["CleanUp.NotAsked", WhenWords.Date(last, now, zone)],
        { KnownSince: var since } when since < now => texts["CleanUp.NeverAsked", WhenWords.Date(since, now, zone)],
        _ => texts["CleanUp.AskedUnknown"],
    };
}
