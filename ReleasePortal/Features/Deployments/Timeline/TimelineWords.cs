using System.Globalization;
using Microsoft.Extensions.Localization;
using ReleasePortal.Components;
using ReleasePortal.Components.LeadTimes;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Features.Deployments.List;

namespace ReleasePortal.Features.Deployments.Timeline;

/// <summary>Says what happened, each as a sentence of its own, in the order in which it did.</summary>
public sealed class TimelineWords(IStringLocalizer<TimelineTexts> texts, DurationWords durations, Workspace workspace, TimeProvider clock)
{
    /// <summary>Everything that is drawn.</summary>
    public IReadOnlyList<TimelineItem> Items(TimelineView view) =>
    [
        .. (view.Deployments?.Select(Item) ?? Bars(view.Steps, view.DeploymentCounts, ItemKind.Deployed))
            .Concat(view.Turns?.Select(Item) ?? Bars(view.Steps, [.. view.TurnCounts.Select(count => count.Released)], ItemKind.Released)
                .Concat(Bars(view.Steps, [.. view.TurnCounts.Select(count => count.Withdrawn)], ItemKind.Withdrawn)))
            .OrderBy(item => item.At).ThenBy(item => item.Kind),
    ];

    /// <summary>"Mon 4 May 11:30", "Mon 4 May" or "Mon 4 May to Sun 10 May".</summary>
    public string When(TimelineItem item)
    {
        if (item.Count is null || item.Until - item.At <= TimeSpan.FromHours(1))
            return WhenWords.Date(item.At, clock.GetUtcNow(), workspace.Zone);

        var (first, last) = (workspace.Zone.ToLocal(item.At), workspace.Zone.ToLocal(item.Until.AddTicks(-1)));
        return first.Date == last.Date ? Day(first) : texts["Days", Day(first), Day(last)];
    }

    /// <summary>"5 days", "3 hours": rounded to what people would say.</summary>
    public string Length(TimeSpan length)
    {
        if (length < TimeSpan.FromMinutes(1))
            return texts["Moment"];

        var unit = length >= TimeSpan.FromDays(2) ? TimeSpan.FromDays(1) : length >= TimeSpan.FromHours(2) ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(1);
        return durations.Say(unit * Math.Round(length / unit, MidpointRounding.AwayFromZero));
    }

    private TimelineItem Item(DeploymentRow row)
    {
        var kind = row.Kind switch { DeploymentKind.RolledBack => ItemKind.RolledBack, DeploymentKind.Removed => ItemKind.Removed, _ => ItemKind.Deployed };
        return Named(
            new TimelineItem
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"d{row.Id}"),
                Kind = kind,
                At = row.At,
                Lane = row.Software,
                Deployment = row,
                Name = "",
            },
            row.Software,
            row.Environment,
            row.Version);
    }

    private TimelineItem Item(Turn turn) => Named(
        new TimelineItem
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"e{turn.Entry:n}"),
            Kind = turn.IsRelease ? ItemKind.Released : ItemKind.Withdrawn,
            At = turn.At,
            Lane = turn.Name,
            Turn = turn,
            Name = "",
        },
        turn.Name,
        turn.Environment,
        "");

    private TimelineItem Named(TimelineItem item, string what, string environment, string version) =>
        item with { Name = texts["Mark." + item.Kind, what, workspace.Find(environment)?.Name ?? environment, When(item), version] };

    private IEnumerable<TimelineItem> Bars(IReadOnlyList<DateTimeOffset> steps, IReadOnlyList<int> counts, ItemKind kind) =>
        counts.Index().Where(step => step.Item > 0).Select(step =>
        {
            var bar = new TimelineItem
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{kind}{steps[step.Index].UtcTicks}"),
                Kind = kind,
                At = steps[step.Index],
                Until = steps[step.Index + 1],
                Count = step.Item,
                Name = "",
            };
            var count = step.Item.ToString("N0", CultureInfo.CurrentCulture);
            return bar with { Name = step.Item is 1 ? texts["One." + kind, count, When(bar)] : texts["Bar." + kind, count, When(bar)] };
        });

    private static string Day(DateTime local) => local.ToString("ddd d MMM", CultureInfo.CurrentCulture);
}
