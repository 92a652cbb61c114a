using System.Globalization;
using ReleasePortal.Components.Releasing;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Launches.Form;

/// <summary>One control of the launch, and what is to become of it.</summary>
public sealed class StepDraft(ReleaseSubject subject, ReleaseChoice choice)
{
    /// <summary>The control on the launch's environment, as it is now.</summary>
    public ReleaseSubject Subject { get; set; } = subject;

    public ReleaseChoice Choice { get; } = choice;

    /// <summary>It opens by growing shares before everyone gets it.</summary>
    public bool IsGradual { get; set; }

    public List<StageDraft> Stages { get; init; } = [];

    /// <summary>The step in words; null when it cannot be.</summary>
    public Sentence? Said { get; set; }

    /// <summary>Why it cannot be.</summary>
    public Refusal? Problem { get; set; }

    /// <summary>Only what everyone gets in the end can open in stages.</summary>
    public bool CanBeGradual => Choice.Who is WhoChoice.Everyone;

    public PlannedStep ToStep() => new(
        Choice.ToChange(Subject),
        IsGradual && CanBeGradual ? [.. Stages.Select(stage => stage.ToStage())] : []);

    /// <summary>A step as it is planned.</summary>
    public static StepDraft Of(ReleaseSubject subject, LaunchStep step) => new(subject, ReleaseChoice.From(subject, step.Change))
    {
        IsGradual = step.Stages.Count > 0,
        Stages = [.. step.Stages.Select(StageDraft.Of)],
    };

    public override string ToString() => $"{Subject.Key}:{Choice}:{IsGradual}:{string.Join(',', Stages)}";
}

public enum StageUnit
{
    Minutes,
    Hours,
    Days,
}

/// <summary>One stage of a gradual step, as typed.</summary>
public sealed class StageDraft
{
    private const int BasisPoints = 100;

    /// <summary>In percent.</summary>
    public string? Share { get; set; }

    public string? Length { get; set; }

    public StageUnit Unit { get; set; } = StageUnit.Hours;

    public static StageDraft Of(Stage stage)
    {
        var (unit, length) = stage.For switch
        {
            { Ticks: var ticks } when ticks % TimeSpan.TicksPerDay is 0 => (StageUnit.Days, stage.For.TotalDays),
            { Ticks: var ticks } when ticks % TimeSpan.TicksPerHour is 0 => (StageUnit.Hours, stage.For.TotalHours),
            _ => (StageUnit.Minutes, stage.For.TotalMinutes),
        };
        return new StageDraft
        {
            Share = (stage.Share / (decimal)BasisPoints).ToString("0.##", CultureInfo.InvariantCulture),
            Length = length.ToString("0.##", CultureInfo.InvariantCulture),
            Unit = unit,
        };
    }

    // What cannot be read becomes a value that the rules refuse, in the same words as any other.
    public Stage ToStage() => new((int)Math.Round(Parse(Share) * BasisPoints), TimeSpan.FromMinutes((double)Parse(Length) * MinutesIn(Unit)));

    public override string ToString() => $"{Share}/{Length}{Unit}";

    private static int MinutesIn(StageUnit unit) => unit switch
    {
        StageUnit.Days => 24 * 60,
        StageUnit.Hours => 60,
        _ => 1,
    };

    private static decimal Parse(string? typed) =>
        decimal.TryParse((typed ?? "").Replace(',', '.').TrimEnd('%', ' '), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and < 100_000
            ? number
            : 0;
}
