using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Features.Deployments.DeadLetters;

/// <summary>The reports that were refused, the last first.</summary>
public sealed class DeadLettersQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>As many as the page lists; dealing with them brings up the others.</summary>
    public const int Most = 50;

    /// <summary>Those letters, and how many there are; nothing for who may not read them.</summary>
    public async Task<(IReadOnlyList<DeadLetter> Letters, int Count)> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.SeeDeadLetters))
            return ([], 0);

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var letters = await database.DeadLetters.AsNoTracking()
            .OrderByDescending(letter => letter.LastAt).ThenByDescending(letter => letter.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        return (letters, letters.Count < Most ? letters.Count : await database.DeadLetters.CountAsync(cancellationToken));
    }
}
