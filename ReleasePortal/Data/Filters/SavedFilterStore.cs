using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Data.Filters;

/// <summary>
/// The filters that people keep. They are nobody's release state, so they do not pass the desk; what is not the person's own is
/// answered as if it were not there.
/// </summary>
public sealed class SavedFilterStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The person's own filters, then those that were given to them; each by name.</summary>
    public async Task<IReadOnlyList<SavedFilterRow>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.BrowseHistory))
            return [];

        var isGiven = Visibility.GivesFilters(actor);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var filters = await database.SavedFilters.AsNoTracking()
            .Include(filter => filter.Readers)
            .Where(filter => filter.OwnerId == actor.Id || (isGiven && filter.Readers.Any(reader => reader.PersonId == actor.Id)))
            .ToListAsync(cancellationToken);
        var names = await NamesAsync(database, filters, cancellationToken);
        return
        [
            .. filters
                .OrderBy(filter => filter.OwnerId != actor.Id).ThenBy(filter => filter.Name, StringComparer.CurrentCultureIgnoreCase)
                .Select(filter => Row(filter, actor, names)),
        ];
    }

    /// <summary>The other auditors, by name; none for a person who may not give filters away.</summary>
    public async Task<IReadOnlyList<FilterReader>> PossibleReadersAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!Visibility.GivesFilters(actor))
            return [];

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var people = await (
            from held in database.UserRoles
            join role in database.Roles on held.RoleId equals role.Id
            join person in database.Users on held.UserId equals person.Id
            where role.Name == nameof(Role.Auditor) && person.DisabledAt == null && person.Id != actor.Id
            select new FilterReader(person.Id, person.DisplayName)).ToListAsync(cancellationToken);
        return [.. people.OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Keeps a filter under a name.</summary>
    /// <param name="name">Unlike the person's other names.</param>
    /// <param name="address">The filter as it stands in the address of the history, from the path on.</param>
    /// <param name="readers">To whom it is given, of those who may have it.</param>
    /// <param name="actor">Whose it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why not, or null when it is kept.</returns>
    public async Task<Refusal?> SaveAsync(
        string? name, string address, IReadOnlyCollection<Guid> readers, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.BrowseHistory))
            return new NotAllowed(Operation.BrowseHistory);

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var own = database.SavedFilters.Where(other => other.OwnerId == actor.Id);
        if (await CheckNameAsync(name, own, cancellationToken) is { } refusal)
            return refusal;
        if (await own.CountAsync(cancellationToken) >= SavedFilter.MostOfOnePerson)
            return new Invalid("name", "FiltersFull", SavedFilter.MostOfOnePerson.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var saved = new SavedFilter { Id = Guid.CreateVersion7(clock.GetUtcNow()), OwnerId = actor.Id, Name = name!.Trim(), Address = address };
        database.Add(saved);
        await GiveAsync(saved, readers, actor, cancellationToken);
        return await StoreAsync(database, cancellationToken);
    }

    /// <summary>Gives a filter another name and other readers; its address stays.</summary>
    /// <returns>Why not, or null when it is done.</returns>
    public async Task<Refusal?> EditAsync(
        Guid id, string? name, IReadOnlyCollection<Guid> readers, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var own = database.SavedFilters.Where(filter => filter.OwnerId == actor.Id);
        if (await own.Include(filter => filter.Readers).SingleOrDefaultAsync(filter => filter.Id == id, cancellationToken) is not { } saved)
            return new FilterGone();
        if (await CheckNameAsync(name, own.Where(filter => filter.Id != id), cancellationToken) is { } refusal)
            return refusal;

        saved.Name = name!.Trim();
        await GiveAsync(saved, readers, actor, cancellationToken);
        return await StoreAsync(database, cancellationToken);
    }

    /// <summary>Forgets a filter, for its readers too.</summary>
    /// <returns>Why not, or null when it is gone.</returns>
    public async Task<Refusal?> RemoveAsync(Guid id, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var removed = await database.SavedFilters.Where(filter => filter.Id == id && filter.OwnerId == actor.Id).ExecuteDeleteAsync(cancellationToken);
        return removed is 0 ? new FilterGone() : null;
    }

    private static async Task<Refusal?> CheckNameAsync(string? name, IQueryable<SavedFilter> others, CancellationToken cancellationToken)
    {
        if (Invalid.From(new FieldRules().Required("name", name, SavedFilter.LongestName).Errors) is { } invalid)
            return invalid;

        var wanted = name!.Trim();
        return await others.AnyAsync(other => other.Name == wanted, cancellationToken) ? new Invalid("name", "FilterNameTaken") : null;
    }

    // Who is no auditor any more keeps no filter that was given to them.
    private async Task GiveAsync(SavedFilter saved, IReadOnlyCollection<Guid> readers, Actor actor, CancellationToken cancellationToken)
    {
        var possible = await PossibleReadersAsync(actor, cancellationToken);
        saved.Readers.RemoveAll(reader => !readers.Contains(reader.PersonId) || possible.All(person => person.Id != reader.PersonId));
        saved.Readers.AddRange(possible
            .Where(person => readers.Contains(person.Id) && saved.Readers.TrueForAll(reader => reader.PersonId != person.Id))
            .Select(person => new SavedFilterReader { FilterId = saved.Id, PersonId = person.Id }));
    }

    // Two windows of one person may save under one name at the same moment.
    private static async Task<Refusal?> StoreAsync(PortalDbContext database, CancellationToken cancellationToken)
    {
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new FilterGone();
        }
        catch (DbUpdateException)
        {
            return new Invalid("name", "FilterNameTaken");
        }
    }

    private static async Task<Dictionary<Guid, string>> NamesAsync(
        PortalDbContext database, List<SavedFilter> filters, CancellationToken cancellationToken)
    {
        var people = filters.SelectMany(filter => filter.Readers.Select(reader => reader.PersonId).Append(filter.OwnerId)).Distinct().ToList();
        return await database.Users.Where(user => people.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancellationToken);
    }

    private static SavedFilterRow Row(SavedFilter filter, Actor actor, Dictionary<Guid, string> names)
    {
        var isOwn = filter.OwnerId == actor.Id;
        return new SavedFilterRow(
            filter.Id,
            filter.Name,
            filter.Address,
            names.GetValueOrDefault(filter.OwnerId, ""),
            isOwn,
            isOwn ? [.. filter.Readers.Select(reader => new FilterReader(reader.PersonId, names.GetValueOrDefault(reader.PersonId, ""))).OrderBy(reader => reader.Name, StringComparer.CurrentCultureIgnoreCase)] : []);
    }
}
