using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.History.Reviews;

/// <summary>
/// The access review, from entries: roles are those that were held in the period, not only those of today, and whoever lost one in
/// between is in it.
/// </summary>
public sealed class AccessReviewQuery(IDbContextFactory<PortalDbContext> contexts, IOptions<AccessReviewOptions> options, TimeProvider clock)
{
    private static readonly IReadOnlyList<string> Releases = [.. HistoryActions.Types("released"), .. HistoryActions.Types("withdrawn")];

    /// <summary>The review of the months that end now; empty for who may not see entries about people.</summary>
    public async Task<AccessReview> ReadAsync(int months, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.SeeSecurityEntries))
            return AccessReview.None;

        var until = EntryWriter.WholeMicroseconds(clock.GetUtcNow());
        var from = until.AddMonths(-months);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var visible = database.Entries.AsNoTracking().Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps));
        var acts = visible.Where(entry => Releases.Contains(entry.Action));
        var did = await DidAsync(acts.Where(entry => entry.At >= from && entry.At < until), cancellationToken);
        var confirmed = await ConfirmedAsync(database, visible, cancellationToken);
        return new AccessReview(
            from,
            until,
            await PeopleAsync(database, from, did, acts, cancellationToken),
            await KeysAsync(database, did, acts, cancellationToken),
            confirmed,
            confirmed?.At.AddMonths(options.Value.Months));
    }

    // What a launch does, its owner does; a key answers for itself.
    private static async Task<Dictionary<Guid, Releasing>> DidAsync(IQueryable<Entry> acts, CancellationToken cancellationToken)
    {
        var counts = await acts
            .GroupBy(entry => new { Who = entry.ActorKind == ActorKind.Schedule ? entry.OnBehalfOf : entry.ActorId, entry.Purpose })
            .Select(same => new { same.Key.Who, same.Key.Purpose, Count = same.Count(), Last = same.Max(entry => entry.At) })
            .ToListAsync(cancellationToken);
        return counts.Where(count => count.Who is not null).GroupBy(count => count.Who!.Value).ToDictionary(
            same => same.Key,
            same => new Releasing(
                same.Where(count => count.Purpose is not Purpose.Operational).Sum(count => count.Count),
                same.Where(count => count.Purpose is Purpose.Operational).Sum(count => count.Count),
                same.Max(count => count.Last)));
    }

    private static async Task<IReadOnlyList<ReviewedPerson>> PeopleAsync(
        PortalDbContext database, DateTimeOffset from, Dictionary<Guid, Releasing> did, IQueryable<Entry> acts, CancellationToken cancellationToken)
    {
        var users = await database.Users.AsNoTracking()
            .Select(user => new { user.Id, user.DisplayName, user.DisabledAt })
            .ToListAsync(cancellationToken);
        var changes = (await database.RoleChangesAsync(people: null, cancellationToken)).ToLookup(change => change.Person);
        var people = new List<ReviewedPerson>();
        foreach (var user in users)
        {
            var held = Held([.. changes[user.Id]], from);
            if (user.DisabledAt < from && held.Count is 0)
                continue;

            var reach = ReachOf(held);
            people.Add(new ReviewedPerson(
                user.Id,
                user.DisplayName,
                changes[user.Id].LastOrDefault()?.Roles ?? [],
                held,
                user.DisabledAt is not null,
                reach,
                did.GetValueOrDefault(user.Id) ?? (reach is Reach.Nothing ? Releasing.Never : await LastOfAsync(acts, user.Id, cancellationToken))));
        }

        return [.. people.OrderByDescending(person => person.Never).ThenByDescending(person => person.Could).ThenBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private static async Task<IReadOnlyList<ReviewedKey>> KeysAsync(
        PortalDbContext database, Dictionary<Guid, Releasing> did, IQueryable<Entry> acts, CancellationToken cancellationToken)
    {
        var keys = await database.ApiKeys.AsNoTracking()
            .Where(key => key.Kind == KeyKind.Automation && key.RevokedAt == null)
            .ToListAsync(cancellationToken);
        var names = await database.Users.ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancellationToken);
        var reviewed = new List<ReviewedKey>();
        foreach (var key in keys.Where(key => key.Permissions.Contains(KeyPermission.ManageLaunches)))
        {
            var done = did.GetValueOrDefault(key.Id) ?? await LastOfAsync(acts, key.Id, cancellationToken);
            reviewed.Add(new ReviewedKey(key.Id, key.Name, names.GetValueOrDefault(key.ActsFor ?? Guid.Empty, ""), done));
        }

        return [.. reviewed.OrderByDescending(key => key.Did.Count is 0).ThenBy(key => key.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    // Two questions, each by its own index.
    private static async Task<Releasing> LastOfAsync(IQueryable<Entry> acts, Guid who, CancellationToken cancellationToken)
    {
        var own = await acts.Where(entry => entry.ActorId == who)
            .OrderByDescending(entry => entry.Sequence).Select(entry => (DateTimeOffset?)entry.At).FirstOrDefaultAsync(cancellationToken);
        var planned = await acts.Where(entry => entry.OnBehalfOf == who && entry.ActorKind == ActorKind.Schedule)
            .OrderByDescending(entry => entry.Sequence).Select(entry => (DateTimeOffset?)entry.At).FirstOrDefaultAsync(cancellationToken);
        return Releasing.Never with { Last = own is null || planned > own ? planned : own };
    }

    private static async Task<ConfirmedReview?> ConfirmedAsync(PortalDbContext database, IQueryable<Entry> visible, CancellationToken cancellationToken)
    {
        var lines = await database.ReadLinesAsync(
            visible.Where(entry => entry.Action == nameof(ConfirmAccessReview)).OrderByDescending(entry => entry.Sequence).Take(1), cancellationToken);
        return lines is [var last] ? new ConfirmedReview(last.Entry.At, last.ActorName, last.Reason) : null;
    }

    // What held when the period began, and what came in it.
    private static IReadOnlyList<Role> Held(IReadOnlyList<RoleChange> changes, DateTimeOffset from)
    {
        var before = changes.LastOrDefault(change => change.At <= from);
        return
        [
            .. changes.Where(change => change.At > from)
                .Prepend(before)
                .Where(change => change is { IsDisabled: false })
                .SelectMany(change => change!.Roles)
                .Distinct()
                .Order(),
        ];
    }

    private static Reach ReachOf(IReadOnlyList<Role> held)
    {
        var actor = Actor.Person(Guid.Empty, "", [.. held]);
        return AccessRules.Allows(actor, Operation.Release, Purpose.Operational) ? Reach.Everything
            : AccessRules.Allows(actor, Operation.Release, Purpose.Business) ? Reach.Business
            : Reach.Nothing;
    }
}
