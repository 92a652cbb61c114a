using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Data.Search;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History;

/// <summary>A filter as a question to the store.</summary>
internal static class MatchingQuery
{
    /// <summary>The entries that a filter means, of those that the actor may read; in no order.</summary>
    /// <param name="database">Where they are read.</param>
    /// <param name="filter">What is looked for.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="period">The filter's period as instants (<see cref="HistoryPeriod.Of"/>).</param>
    /// <param name="within">The part of the history that is looked at; null for the whole.</param>
    public static IQueryable<Entry> EntriesMatching(
        this PortalDbContext database,
        HistoryFilter filter,
        Actor actor,
        (DateTimeOffset? From, DateTimeOffset? Until) period,
        HistoryReach? within = null)
    {
        var entries = database.Entries.AsNoTracking().Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps));
        if (within is not null)
            entries = entries.Where(entry => entry.Sequence >= within.From && entry.Sequence < within.Until);
        if (filter.Person is { } person)
            entries = entries.Where(entry => entry.ActorId == person);
        if (filter.OnBehalfOf is { } behalf)
            entries = entries.Where(entry => entry.OnBehalfOf == behalf);
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
        if (filter.Purpose is { } purpose)
            entries = OfPurpose(entries, purpose);
        if (period.From is { } from)
            entries = entries.Where(entry => entry.At >= from);
        if (period.Until is { } until)
            entries = entries.Where(entry => entry.At < until);
        return string.IsNullOrWhiteSpace(filter.Text) ? entries : Saying(database, entries, filter.Text, within ?? HistoryReach.Whole);
    }

    private static IQueryable<Entry> OfPurpose(IQueryable<Entry> entries, HistoryPurpose purpose) => purpose switch
    {
        HistoryPurpose.Business => entries.Where(entry => entry.Purpose == Purpose.Business),
        HistoryPurpose.Operational => entries.Where(entry => entry.Purpose == Purpose.Operational),
        _ => entries.Where(entry => entry.Purpose == null),
    };

    private static IQueryable<Entry> Saying(PortalDbContext database, IQueryable<Entry> entries, string text, HistoryReach within)
    {
        var words = SearchWords.Wanted(text);
        if (words.Count is 0)
            return entries.Where(_ => false); // nothing in it can be said

        var found = database.EntriesWith(words, within.From, within.Until);
        return entries.Where(entry => found.Contains(entry.Sequence));
    }
}
