using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.History;

/// <summary>
/// What the filters offer: only who and what the reader meets in the entries that they may see, so that no choice tells of
/// an operational control.
/// </summary>
public sealed class HistoryChoicesQuery(IDbContextFactory<PortalDbContext> contexts)
{
    private const int MostPeople = 500;

    /// <summary>So many of each person's last entries decide whether they are offered: it must not matter how many are hidden from the reader.</summary>
    private const int MostLookedAt = 1_000;

    /// <summary>As many controls as are offered for what was typed.</summary>
    public const int MostControls = 12;

    /// <summary>Who did something that the reader may read of.</summary>
    public async Task<IReadOnlyList<PersonChoice>> PeopleAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var visible = Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps);
        var people = await NamedAsync(
            database.Users.Where(user => database.Entries
                .Where(entry => entry.ActorId == user.Id)
                .OrderByDescending(entry => entry.Sequence).Take(MostLookedAt)
                .Any(visible)),
            cancellationToken);
        return await database.Entries
            .Where(entry => entry.ActorId == Guid.Empty)
            .OrderByDescending(entry => entry.Sequence).Take(MostLookedAt)
            .AnyAsync(visible, cancellationToken)
            ? [.. people, new PersonChoice(Guid.Empty, Name: null)]
            : people;
    }

    /// <summary>For whom keys did something that the reader may read of.</summary>
    public async Task<IReadOnlyList<PersonChoice>> RepresentedAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var visible = Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps);
        return await NamedAsync(
            database.Users.Where(user => database.Entries
                .Where(entry => entry.OnBehalfOf == user.Id)
                .OrderByDescending(entry => entry.Sequence).Take(MostLookedAt)
                .Any(visible)),
            cancellationToken);
    }

    /// <summary>Controls by what was typed of their name or key; the first ones by name when nothing was.</summary>
    public async Task<IReadOnlyList<SubjectChoice>> ControlsAsync(string? typed, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var controls = InHistoryOf(database, actor);
        if (!string.IsNullOrWhiteSpace(typed))
        {
            var wanted = typed.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // EF Core translates ToLower() and Contains(), not their overloads.
            controls = controls.Where(control => control.Name.ToLower().Contains(wanted) || control.Key.Contains(wanted));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        }

        return await controls
            .OrderBy(control => control.Name)
            .Take(MostControls)
            .Select(control => new SubjectChoice(control.Key, control.Name))
            .ToListAsync(cancellationToken);
    }

    /// <summary>What a control of the address is called; null when the reader meets none by that key.</summary>
    public async Task<string?> ControlNameAsync(string key, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await InHistoryOf(database, actor)
            .Where(control => control.Key == key)
            .Select(control => control.Name)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>What a group of the address is called; null when there is none any more.</summary>
    public async Task<string?> GroupNameAsync(string key, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return AccessRules.Allows(actor, Operation.SeeGroups)
            ? await database.Groups.Where(group => group.Key == key).Select(group => group.Name).SingleOrDefaultAsync(cancellationToken)
            : null;
    }

    /// <summary>What a launch of the address is called; null when the reader reads of none by that id.</summary>
    public async Task<string?> LaunchNameAsync(Guid id, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var visible = database.Entries.Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps));
        return await database.Launches
            .Where(launch => launch.Id == id && visible.Any(entry => entry.SubjectId == launch.Id))
            .Select(launch => launch.Name)
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<PersonChoice>> NamedAsync(IQueryable<PortalUser> people, CancellationToken cancellationToken) =>
        await people.AsNoTracking()
            .OrderBy(user => user.DisplayName)
            .Take(MostPeople)
            .Select(user => new PersonChoice(user.Id, user.DisplayName))
            .ToListAsync(cancellationToken);

    private static IQueryable<ReleaseControl> InHistoryOf(PortalDbContext database, Actor actor) =>
        database.Controls.AsNoTracking().Where(Visibility.ControlsInHistoryOf(actor));
}
