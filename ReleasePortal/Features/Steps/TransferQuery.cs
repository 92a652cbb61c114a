using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Decoupling;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.Steps;

/// <summary>Who releases what the business has in its hands, from the entries of the period.</summary>
internal static class TransferQuery
{
    private static readonly string[] Releases = [nameof(ReleaseControlToEveryone), nameof(ReleaseToGroups), nameof(ServeSplit)];

    private static readonly string[] Acts = [.. Releases, nameof(Withdraw)];

    public static async Task<TransferFacts> ReadAsync(
        PortalDbContext database,
        IReadOnlyList<SteppedControl> controls,
        IReadOnlyList<string> environments,
        (DateTimeOffset From, DateTimeOffset Until) period,
        Actor actor,
        CancellationToken cancellationToken)
    {
        var entries = await EntriesAsync(database, period, actor, cancellationToken);

        // The purpose is looked at here: asked for in the store, its index would be taken instead of that of actions, and tell far less.
        var acts = (await entries
                .Where(entry => Acts.Contains(entry.Action) && environments.Contains(entry.Environment!))
                .Select(entry => new { entry.At, entry.Action, entry.Purpose, entry.SubjectId, Who = entry.ActorKind == ActorKind.Person ? entry.ActorId : entry.OnBehalfOf })
                .ToListAsync(cancellationToken))
            .FindAll(act => act.Purpose is Purpose.Business);
        var handOvers = await entries.Where(entry => entry.Action == nameof(HandOver)).Select(entry => entry.Purpose).ToListAsync(cancellationToken);
        var roles = await RolesAsync(database, [.. acts.Select(act => act.Who).OfType<Guid>().Distinct()], cancellationToken);
        var judged = acts.ConvertAll(act => new Act(
            act.SubjectId, Releases.Contains(act.Action), act.Who is { } who && BusinessUsers.IsOne(roles.At(who, act.At))));
        var released = judged.FindAll(act => act.IsRelease);
        var looking = Looking(controls, judged.ToLookup(act => act.Control));
        return new TransferFacts(
            new TransferStep(
                new Part(released.Count(act => act.ByBusiness), released.Count),
                looking.Count,
                handOvers.Count(purpose => purpose is Purpose.Business)), // asking a second engineer is none yet
            AccessRules.Allows(actor, Operation.BrowseHistory, Purpose.Operational)
                ? await entries.CountAsync(entry => entry.Action == nameof(TakeBack) && entry.Canonical.Contains("\"purpose\":\"business\""), cancellationToken)
                : null,
            looking);
    }

    // By their numbers too: the index of actions has them, so that a long history is not read from its beginning.
    private static async Task<IQueryable<Entry>> EntriesAsync(
        PortalDbContext database, (DateTimeOffset From, DateTimeOffset Until) period, Actor actor, CancellationToken cancellationToken)
    {
        var (from, until) = (period.From.ToUniversalTime(), period.Until.ToUniversalTime());
        var first = await database.PlaceOfAsync(from.AddHours(-1), cancellationToken); // clocks of portals differ a little
        return database.Entries.AsNoTracking()
            .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
            .Where(entry => entry.Sequence >= first && entry.At >= from && entry.At < until);
    }

    private static async Task<HeldRoles> RolesAsync(PortalDbContext database, List<Guid> people, CancellationToken cancellationToken)
    {
        var changes = await database.RoleChangesAsync(people, cancellationToken);
        var now = await database.UserRoles
            .Where(held => people.Contains(held.UserId))
            .Join(database.Roles, held => held.RoleId, role => role.Id, (held, role) => new { held.UserId, role.Name })
            .ToListAsync(cancellationToken);
        return new HeldRoles(
            changes.Select(change => (change.Person, change.At, change.Roles)),
            now.GroupBy(held => held.UserId).ToDictionary(held => held.Key, held => (IReadOnlyList<Role>)[.. held.Select(one => Enum.Parse<Role>(one.Name!))]));
    }

    private static List<LookingOperational> Looking(IReadOnlyList<SteppedControl> controls, ILookup<Guid, Act> acts) =>
    [
        .. from control in controls
           where control.Purpose is Purpose.Business
           let own = acts[control.Id].ToList()
           let sign = OperationalLook.Of(control.Name, control.Description, own.Count, own.Count(act => act.ByBusiness))
           where sign is not null
           select new LookingOperational(control.Key, control.Name, sign.Value),
    ];

    private sealed record Act(Guid Control, bool IsRelease, bool ByBusiness);
}
