using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Environments;

namespace ReleasePortal.Features.Administration;

/// <summary>An environment as the administration shows it.</summary>
/// <param name="Version">The version that an edit from this page is based on.</param>
public sealed record EnvironmentRow(Guid Id, string Key, EnvironmentDetails Details, int Version);

/// <summary>The environments, for those who manage them.</summary>
public sealed class EnvironmentsQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>All of them, in the order of their rank; none for an actor who does not manage environments.</summary>
    public async Task<IReadOnlyList<EnvironmentRow>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.ManageEnvironments))
            return [];

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var environments = await database.Environments.AsNoTracking()
            .OrderBy(environment => environment.Rank).ThenBy(environment => environment.Key)
            .ToListAsync(cancellationToken);
        return environments.ConvertAll(environment =>
            new EnvironmentRow(environment.Id, environment.Key, environment.Details(), environment.Version));
    }
}
