using System.Globalization;
using Microsoft.Extensions.Localization;
using ReleasePortal.Components;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Launches;

/// <summary>What belongs to a launch, in the words that people use.</summary>
public sealed class LaunchWords(IStringLocalizer<LaunchesTexts> texts, DurationWords durations)
{
    /// <summary>"Awaiting approval".</summary>
    public string Say(LaunchStatus status) => texts[$"Status.{status}"];

    /// <summary>The class of the tag: its colour repeats what its words say.</summary>
    public static string ToneOf(LaunchStatus status) => status switch
    {
        LaunchStatus.Scheduled => "sched",
        LaunchStatus.AwaitingApproval or LaunchStatus.OnHold => "attn",
        LaunchStatus.Running or LaunchStatus.Launched => "live",
        LaunchStatus.Failed or LaunchStatus.Missed => "harmt",
        _ => "wait",
    };

    /// <summary>"Done", "Already so: nothing was changed"; null while its time has not come.</summary>
    public string? Say(StepOutcome outcome) => outcome is StepOutcome.Waiting ? null : texts[$"Outcome.{outcome}"].Value;

    public static string ToneOf(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Opening or StepOutcome.Done => "live",
        StepOutcome.TouchedSince => "attn",
        _ => "wait",
    };

    /// <summary>"Saturday 14 March 2027, 09:00 (America/Chicago, UTC−5)": in the zone of record.</summary>
    public string Say(PlannedTime time)
    {
        var local = time.Local.ToString("dddd d MMMM yyyy, HH:mm", CultureInfo.CurrentCulture);
        return TimeZoneInfo.TryFindSystemTimeZoneById(time.Zone, out var zone)
            ? texts["Time.InZone", local, WhenWords.ZoneName(zone, time.Offset)]
            : texts["Time.InZone", local, time.Zone];
    }

    /// <summary>"5 % for 1 hour, then 25 % for 1 day, then everyone".</summary>
    public string Say(IReadOnlyList<Stage> stages) => string.Join(
        texts["Stage.Then"],
        [.. stages.Select(stage => texts["Stage", Phrasing.Percent(stage.Share), Say(stage.For)].Value), texts["Stage.Last"].Value]);

    /// <inheritdoc cref="DurationWords.Say"/>
    public string Say(TimeSpan duration) => durations.Say(duration);
}
