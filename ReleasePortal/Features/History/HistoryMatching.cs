using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History;

/// <summary>A filter as a question to the store.</summary>
internal static class HistoryMatching
{
    /// <summary>The entries that a filter means, of those that the actor may read; in no order.</summary>
    /// <param name="database">Where they are read.</param>
    /// <param name="filter">What is looked for.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="period">The filter's period as instants (<see cref="HistoryPeriod.Of"/>).</param>
    public static IQueryable<Entry> EntriesMatching(
        this PortalDbContext database, HistoryFilter filter, Actor actor, (DateTimeOffset? From, DateTimeOffset? Until) period)
    {
        var entries = database.Entries.AsNoTracking().Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps));
        if (filter.Person is { } person)
            entries = entries.Where(entry => entry.ActorId == person);
        if (filter.Control is { } control)
            entries = entries.Where(entry => entry.SubjectKind == SubjectKind.Control && entry.SubjectKey == control);
        if (filter.Group is { } group)
            entries = entries.Where(entry => entry.SubjectKind == SubjectKind.Group && entry.SubjectKey == group);
        if (filter.Launch is { } launch)
            entries = entries.Where(entry => entry.Correlation == launch);
        if (filter.Environment is { } environment)
            entries = entries.Where(entry => entry.Environment == environment);
        if (filter.Action is { } action)
            entries = entries.Where(entry => HistoryActions.Types(action).Contains(entry.Action));
        if (filter.Source is { } source)
            entries = entries.Where(entry => entry.Source == source);
        if (period.From is { } from)
            entries = entries.Where(entry => entry.At >= from);
        if (period.Until is { } until)
            entries = entries.Where(entry => entry.At < until);
        return string.IsNullOrWhiteSpace(filter.Text) ? entries : Containing(database, entries, filter.Text.Trim());
    }

#pragma warning disable CA1304, CA1311, CA1862, MA0011 // EF Core translates ToLower() and Contains(), not their overloads.
    private static IQueryable<Entry> Containing(PortalDbContext database, IQueryable<Entry> entries, string text)
    {
        var wanted = text.ToLowerInvariant();
        var named = database.Controls
            .Where(control => control.Name.ToLower().Contains(wanted) || control.Key.Contains(wanted))
            .Select(control => control.Id)
            .Concat(database.Groups
                .Where(group => group.Name.ToLower().Contains(wanted) || group.Key.Contains(wanted))
                .Select(group => group.Id))
            .Concat(database.Launches
                .Where(launch => launch.Name.ToLower().Contains(wanted))
                .Select(launch => launch.Id));
        return entries.Where(entry =>
            named.Contains(entry.SubjectId)
            || database.EntryTexts.Any(written => written.Sequence == entry.Sequence && written.Text.ToLower().Contains(wanted)));
    }
#pragma warning restore CA1304, CA1311, CA1862, MA0011
}
