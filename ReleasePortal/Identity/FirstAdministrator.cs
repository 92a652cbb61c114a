using Microsoft.EntityFrameworkCore;
using ReleasePortal.Changes;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Identity;

/// <summary>How a portal that nobody can manage gets its first administrator; there are no default accounts.</summary>
public sealed class FirstAdministrator(IDbContextFactory<PortalDbContext> contexts, ChangeDesk desk, SetUpLink link) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Whether somebody can sign in and manage people.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var administrators =
            from held in database.UserRoles
            join role in database.Roles on held.RoleId equals role.Id
            join person in database.Users on held.UserId equals person.Id
            where role.Name == nameof(Role.Administrator) && person.DisabledAt == null
            select person.Id;
        return await administrators.AnyAsync(cancellationToken);
    }

    /// <summary>Whether the set-up link with this token still works.</summary>
    public async Task<bool> MayBeCreatedWithAsync(string? token, CancellationToken cancellationToken) =>
        link.IsOpenFor(token) && !await ExistsAsync(cancellationToken);

    /// <summary>Creates the first administrator with the set-up link, once.</summary>
    /// <returns>The refusal; null when the account was created. <see cref="Unknown"/> when the link does not work (any more).</returns>
    public async Task<Refusal?> CreateWithAsync(string? token, string email, string name, string password, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!await MayBeCreatedWithAsync(token, cancellationToken))
                return new Unknown(SubjectKind.Person, "");
            if (await CreateAsync(email, name, password, cancellationToken) is { } refusal)
                return refusal;

            link.Close();
            return null;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Creates an administrator whose password may stay as it is.</summary>
    internal async Task<Refusal?> CreateAsync(string email, string name, string password, CancellationToken cancellationToken)
    {
        var add = new AddPerson(Guid.CreateVersion7(), email, name, [Role.Administrator], password, MustReplacePassword: false);
        return (await desk.ApplyAsync(ChangeSet.Of(add, source: ChangeSource.Portal), Actor.Portal, cancellationToken)).Refusal;
    }

    public void Dispose() => _one.Dispose();
}
