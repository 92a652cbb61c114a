using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReleasePortal.Components;
using ReleasePortal.Components.Times;

namespace ReleasePortal.Features.Launches.Form;

/// <summary>Prepares a launch.</summary>
public sealed partial class NewLaunchPage
{
    private LaunchDraft _draft = null!;

    [Inject]
    public required Workspace Workspace { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The environment's key; the chosen one unless the address names another.</summary>
    [SupplyParameterFromQuery]
    public string? Environment { get; set; }

    /// <summary>The day that was pressed in the calendar: 2027-03-01.</summary>
    [SupplyParameterFromQuery]
    public string? Day { get; set; }

    protected override void OnInitialized()
    {
        var now = Time.GetUtcNow();
        var start = TimeDraft.Usual(now, Workspace.Zone);
        var end = TimeDraft.Usual(now, Workspace.Zone, days: 8);
        if (DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2199)
        {
            start = TimeDraft.At(day.ToDateTime(new TimeOnly(9, 0)), Workspace.Zone.Id);
            end = TimeDraft.At(day.AddDays(7).ToDateTime(new TimeOnly(9, 0)), Workspace.Zone.Id);
        }

        _draft = new LaunchDraft
        {
            Environment = (Environment is null ? null : Workspace.Find(Environment)) ?? Workspace.Environment,
            Start = start,
            End = end,
        };
    }
}
