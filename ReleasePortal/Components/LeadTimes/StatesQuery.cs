using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Components.LeadTimes;

/// <summary>
/// The entries by which a control was opened or closed on an environment. The stored text tells: its members are sorted (RFC 8785), so
/// a state begins with its availability, and inside of a text there is no quotation mark that is not escaped.
/// </summary>
internal static class StatesQuery
{
    public const string WasClosed = "\"before\":{\"availability\":\"closed\"";

    public const string IsClosed = "\"after\":{\"availability\":\"closed\"";

    // Clocks of portals differ a little, so entries are numbered almost, not quite, in the order of their instants.
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    public static IQueryable<Entry> Openings(this IQueryable<Entry> states) =>
        states.Where(entry => entry.Canonical.Contains(WasClosed) && !entry.Canonical.Contains(IsClosed));

    public static IQueryable<Entry> Closings(this IQueryable<Entry> states) =>
        states.Where(entry => entry.Canonical.Contains(IsClosed) && !entry.Canonical.Contains(WasClosed));

    /// <summary>The entries of the period about states of controls, as far as the actor may read them.</summary>
    public static async Task<IQueryable<Entry>> StatesAsync(this PortalDbContext database, TimingScope scope, Actor actor, CancellationToken cancellationToken)
    {
        var (from, until) = (scope.From.ToUniversalTime(), scope.Until.ToUniversalTime());
        var states = database.Entries.AsNoTracking()
            .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
            .Where(entry => entry.SubjectKind == SubjectKind.Control && entry.Environment != null && entry.At >= from && entry.At < until);

        // By their numbers too: every index of entries has them, so that none is read from end to end.
        var (early, late) = (from - Slack, until + Slack);
        var (first, end) = (await database.PlaceOfAsync(early, cancellationToken), await database.PlaceOfAsync(late, cancellationToken));
        states = states.Where(entry => entry.Sequence >= first && entry.Sequence < end);
        if (scope.Environment is { } environment)
            states = states.Where(entry => entry.Environment == environment);
        if (scope.Control is { } control)
            states = states.Where(entry => entry.SubjectKey == control);
        if (scope.Software is { } software)
        {
            var carried = database.SoftwareVersions.Where(version => version.Software == software).SelectMany(version => version.Controls).Select(one => one.Control);
            states = states.Where(entry => carried.Contains(entry.SubjectKey));
        }

        return states;
    }
}
