using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Decoupling;

namespace ReleasePortal.Features.Steps;

/// <summary>What things are called: controls, groups, and the launches that are planned or were done in the period.</summary>
internal static class TermsQuery
{
    public static async Task<TermsFacts> ReadAsync(
        PortalDbContext database, IReadOnlyList<SteppedControl> controls, DateTimeOffset from, Actor actor, CancellationToken cancellationToken)
    {
        var groups = await database.Groups.AsNoTracking()
            .OrderBy(group => group.Name).ThenBy(group => group.Key)
            .Select(group => new { group.Key, group.Name, group.Description })
            .ToListAsync(cancellationToken);
        var launches = await database.Launches.AsNoTracking()
            .Where(Visibility.LaunchesVisibleTo(actor, database.Controls))
            .Where(launch => !launch.IsRequest && (launch.FinishedAt == null || launch.FinishedAt >= from)) // requests are named by the portal
            .OrderBy(launch => launch.Name).ThenBy(launch => launch.Id)
            .Select(launch => new { launch.Id, launch.Name, launch.Notes })
            .ToListAsync(cancellationToken);
        List<Named> named =
        [
            .. controls.Select(control => new Named(SubjectKind.Control, $"/controls/{control.Key}", control.Name, control.Description)),
            .. groups.Select(group => new Named(SubjectKind.Group, $"/audiences/{group.Key}", group.Name, group.Description)),
            .. launches.Select(launch => new Named(SubjectKind.Launch, $"/launches/{launch.Id}", launch.Name, launch.Notes)),
        ];
        var mixedUp =
            from one in named
            let found = MixedUpWords.Find(one.Name) ?? MixedUpWords.Find(one.Description)
            where found is not null
            select new MixedUpName(one.Kind, one.Address, one.Name, found.Value.Rule, found.Value.Words);
        List<MixedUpName> all = [.. mixedUp];
        return new TermsFacts(new TermsStep(new Part(named.Count - all.Count, named.Count)), all);
    }

    private sealed record Named(SubjectKind Kind, string Address, string Name, string Description);
}
