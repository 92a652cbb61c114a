using System.Globalization;

namespace ReleasePortal.Domain.Launches;

/// <summary>What must hold of what is written about a launch, apart from its controls.</summary>
internal static class LaunchRules
{
    public const int NameLength = 100;
    public const int NotesLength = 500;
    public const int MostSteps = 50;
    public const int MostStages = 10;

    private static readonly TimeSpan LongestStage = TimeSpan.FromDays(90);

    public static IReadOnlyList<FieldError> Check(LaunchDetails details, DateTimeOffset now)
    {
        var rules = new FieldRules()
            .Required("name", details.Name, NameLength)
            .Text("notes", details.Notes, NotesLength, lines: true)
            .Key("area", details.Area)
            .That(details.Steps.Count > 0, "steps", "Required")
            .That(details.Steps.Count <= MostSteps, "steps", "TooMany", MostSteps.ToString(CultureInfo.InvariantCulture))
            .That(details.Steps.DistinctBy(step => step.Change.Control).Count() == details.Steps.Count, "steps", "Duplicate")
            .That(details.Steps.All(step => step.Change.On == details.Environment), "environment", "OtherEnvironment");
        for (var index = 0; index < details.Steps.Count; index++)
            CheckStages(rules, string.Create(CultureInfo.InvariantCulture, $"steps.{index}.stages"), details.Steps[index]);
        CheckTimes(rules, details, now);
        return rules.Errors;
    }

    private static void CheckTimes(FieldRules rules, LaunchDetails details, DateTimeOffset now)
    {
        var start = Settle(rules, details.Start, "start");
        var end = Settle(rules, details.End, "end");
        rules.That(start is null || start > now, "start", "TimeInThePast")
            .That(end is null || end > now, "end", "TimeInThePast")
            .That(start is null || end is null || end > start, "end", "EndBeforeStart");
    }

    private static DateTimeOffset? Settle(FieldRules rules, WantedTime? wanted, string field)
    {
        if (wanted is null)
            return null;
        var settled = PlannedTime.Settle(wanted, field);
        if (settled.Refusal is Invalid invalid)
            rules.Add(invalid.Errors);
        return settled.Value?.Instant;
    }

    private static void CheckStages(FieldRules rules, string field, PlannedStep step)
    {
        if (step.Stages.Count is 0)
            return;

        var shares = step.Stages.Select(stage => stage.Share).ToList();
        rules.That(LaunchStep.CanOpenInStages(step.Change), field, "StagesOfWhat")
            .That(step.Stages.Count <= MostStages, field, "TooMany", MostStages.ToString(CultureInfo.InvariantCulture))
            .That(shares.All(share => share is >= 1 and <= 9_999), field, "Share")
            .That(shares.Zip(shares.Skip(1)).All(pair => pair.First < pair.Second), field, "StagesMustGrow")
            .That(step.Stages.All(stage => stage.For >= TimeSpan.FromMinutes(1) && stage.For <= LongestStage), field, "StageLength");
    }
}
