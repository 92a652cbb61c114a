using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Data;

/// <summary>Which roles people held when, from the history's entries about them.</summary>
public static class RoleReading
{
    private static readonly string[] ChangesOfRoles = [nameof(AddPerson), nameof(SetRoles), nameof(DisablePerson), nameof(EnablePerson)];

    /// <summary>Every change of what somebody may do that is not archived, in its order.</summary>
    /// <param name="database">The store.</param>
    /// <param name="people">Whose; null for everybody's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<RoleChange>> RoleChangesAsync(
        this PortalDbContext database, IReadOnlyCollection<Guid>? people, CancellationToken cancellationToken)
    {
        var changes = database.Entries.AsNoTracking().Where(entry => ChangesOfRoles.Contains(entry.Action));
        if (people is not null)
            changes = changes.Where(entry => people.Contains(entry.SubjectId));
        var entries = await changes
            .OrderBy(entry => entry.Sequence)
            .Select(entry => new { entry.SubjectId, entry.At, entry.Canonical })
            .ToListAsync(cancellationToken);
        return entries.ConvertAll(entry => Read(entry.SubjectId, entry.At, entry.Canonical));
    }

    private static RoleChange Read(Guid person, DateTimeOffset at, string canonical)
    {
        using var content = JsonDocument.Parse(canonical);
        var state = content.RootElement.GetProperty("after").Deserialize<PersonState>(HistoryJson.Options);
        return new RoleChange(person, at, state?.Roles ?? [], state?.Disabled ?? false);
    }

    /// <summary>What counts here of a <see cref="PersonSnapshot"/>; who they are may have been forgotten.</summary>
    private sealed record PersonState(IReadOnlyList<Role> Roles, bool Disabled);
}

/// <summary>What somebody held from an instant on.</summary>
/// <param name="Person">Whose id.</param>
/// <param name="At">From when on.</param>
/// <param name="Roles">The roles, also of somebody who is disabled.</param>
/// <param name="IsDisabled">Whether they may do nothing all the same.</param>
public sealed record RoleChange(Guid Person, DateTimeOffset At, IReadOnlyList<Role> Roles, bool IsDisabled);
