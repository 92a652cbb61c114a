using System.Globalization;
using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Components.Entries;

/// <summary>A launch, field by field.</summary>
public sealed class LaunchFields(IStringLocalizer<EntriesTexts> texts)
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
        new Field(texts["Field.Steps"], [.. launch.Steps.Select(Step)]) { Join = (all, own) => string.Join('\n', own.Count is 0 ? all : own) },
        Field.Of(texts["Field.Approved"], launch.ApprovedBy is null ? null : texts["Answer.True"].Value) with { WhenEmpty = texts["Answer.False"] },
        Field.Of(texts["Field.Comment"], launch.Comment?.Value),
        new Field(texts["Field.Failures"], launch.Failures) { Join = (all, _) => string.Join('\n', all) },
    ];

    private string Step(StepSnapshot step)
    {
        var said = step.Stages is null ? step.Said : texts["Step.Staged", step.Said, step.Stages].Value;
        return step.Outcome is StepOutcome.Waiting ? said : texts["Step.Outcome", said, texts[$"Outcome.{step.Outcome}"].Value];
    }

    private static string? Time(string? planned) =>
        planned?.Length > LocalForm.Length
        && DateTime.TryParseExact(planned[..LocalForm.Length], LocalForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? local.ToString("d MMMM yyyy, HH:mm", CultureInfo.CurrentCulture) + planned[LocalForm.Length..]
            : planned;
}
