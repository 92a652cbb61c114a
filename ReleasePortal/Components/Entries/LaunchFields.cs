using System.Globalization;
using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Components.Entries;

/// <summary>A launch, field by field.</summary>
public sealed class LaunchFields(IStringLocalizer<EntriesTexts> texts, DurationWords durations)
{
    /// <summary>How a planned time begins in the history: the local date and time, before its zone.</summary>
    private const string LocalForm = "yyyy-MM-dd HH:mm";

    public IReadOnlyList<Field> Say(LaunchSnapshot launch, EntryNames names) =>
    [
        Field.Of(texts["Field.Name"], launch.Name),
        Field.Of(texts["Field.Status"], texts[$"Status.{launch.Status}"]),
        Field.Of(texts["Field.Notes"], launch.Notes.Value),
        Field.Of(texts["Field.Environment"], names.Environments.GetValueOrDefault(launch.Environment, launch.Environment)),
        Field.Of(texts["Field.Begins"], Time(launch.Start)),
        Field.Of(texts["Field.Ends"], Time(launch.End)),
        new Field(texts["Field.Steps"], [.. launch.Steps.Select(Step)]) { IsLines = true },
        Field.Of(texts["Field.Approved"], launch.ApprovedBy is { } by ? names.People.GetValueOrDefault(by, texts["Answer.True"]) : null) with { WhenEmpty = texts["Answer.False"] },
        Field.Of(texts["Field.Comment"], launch.Comment?.Value),
        new Field(texts["Field.Failures"], launch.Failures) { IsLines = true },
    ];

    private string Step(StepSnapshot step)
    {
        var stages = step.Stages?.Split(", ") ?? [];
        var said = stages.Length is 0 ? step.Said : texts["Step.Staged", step.Said, string.Join(", ", stages.Select(Stage))].Value;
        return step.Outcome switch
        {
            StepOutcome.Waiting => said,
            StepOutcome.Opening => texts["Step.Opening", said, step.Made, stages.Length + 1], // the last one is everyone
            _ => texts["Step.Outcome", said, texts[$"Outcome.{step.Outcome}"].Value],
        };
    }

    // Recorded as "5 % for 1.00:00:00".
    private string Stage(string recorded) =>
        recorded.Split(" for ") is [var share, var length] && TimeSpan.TryParseExact(length, "c", CultureInfo.InvariantCulture, out var duration)
            ? texts["Stage", share, durations.Say(duration)]
            : recorded;

    private static string? Time(string? planned) =>
        planned?.Length > LocalForm.Length
        && DateTime.TryParseExact(planned[..LocalForm.Length], LocalForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? local.ToString("d MMMM yyyy, HH:mm", CultureInfo.CurrentCulture) + planned[LocalForm.Length..]
            : planned;
}
