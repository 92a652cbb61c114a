using ReleasePortal.Components;
using ReleasePortal.Components.Times;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launches.Form;

/// <summary>What is typed into the form of a launch, before anybody has looked at whether it holds.</summary>
public sealed class LaunchDraft
{
    private string? _name;

    /// <summary>A proposal, the name of the first control, until something else is typed; clearing it brings the proposal back.</summary>
    public string? Name
    {
        get => _name ?? Steps.FirstOrDefault()?.Subject.Name;
        set => _name = string.IsNullOrWhiteSpace(value) ? null : value;
    }

    public string? Notes { get; set; }

    public required EnvironmentView Environment { get; set; }

    public List<StepDraft> Steps { get; init; } = [];

    /// <summary>It begins by itself, at <see cref="Start"/>; otherwise somebody presses a button.</summary>
    public bool IsTimed { get; set; } = true;

    public required TimeDraft Start { get; init; }

    public bool HasEnd { get; set; }

    public required TimeDraft End { get; init; }

    /// <summary>A single change that waits for an approval and happens as soon as it has it: it has no time of its own.</summary>
    public bool IsRequest { get; init; }

    /// <summary>One operational step makes it operational as a whole.</summary>
    public Purpose Purpose => Steps.Exists(step => step.Subject.Purpose is Purpose.Operational) ? Purpose.Operational : Purpose.Business;

    /// <summary>Whether another person must approve it.</summary>
    public bool AsksForApproval => IsRequest || Environment.Approval.AsksForLaunch(Purpose);

    public PlannedTime? StartsAt => IsTimed && !IsRequest ? Start.Settle("start").Value : null;

    public PlannedTime? EndsAt => HasEnd ? End.Settle("end").Value : null;

    public LaunchDetails ToDetails() => new()
    {
        Name = Name ?? "",
        Notes = Notes ?? "",
        Environment = Environment.Key,
        Area = Steps.Select(step => step.Subject.Area).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : Areas.Default,
        Steps = [.. Steps.Select(step => step.ToStep())],
        Start = IsTimed && !IsRequest ? Start.Wanted : null,
        End = HasEnd ? End.Wanted : null,
        IsRequest = IsRequest,
    };

    /// <summary>What does not hold, all of it at once. The rules are the domain's; the desk asks them again.</summary>
    public Refusal? Check(DateTimeOffset now)
    {
        var details = ToDetails();
        var rules = new FieldRules()
            .Add(LaunchRules.Check(details, now))
            .That(!IsTimed || IsRequest || details.Start is not null, "start", "Required")
            .That(!HasEnd || details.End is not null, "end", "Required");
        if (Invalid.From(rules.Errors) is { } invalid)
            return invalid;

        var index = Steps.FindIndex(step => step.Problem is not null);
        return index < 0 ? null : new StepNotPossible(index, Steps[index].Problem!.Message.ToString());
    }

    /// <summary>Everything that is typed, to tell whether something was.</summary>
    public override string ToString() =>
        $"{_name}|{Notes}|{Environment.Key}|{string.Join(';', Steps)}|{IsTimed}|{Start}|{HasEnd}|{End}";
}
