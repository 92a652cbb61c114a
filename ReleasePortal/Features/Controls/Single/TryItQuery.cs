using Microsoft.EntityFrameworkCore;
using ReleasePortal.Components.Explaining;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Features.Controls.Single;

/// <summary>What a user would get of one control now, from the evaluator that applications ask, and why.</summary>
public sealed class TryItQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The answer with everything that led to it; null when there is no such control that the actor may see.</summary>
    public async Task<Explanation?> ExplainAsync(
        string key, string environment, UserContext user, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await LoadAsync(database, key, actor, cancellationToken) is not { } control)
            return null;

        var groups = await GroupsOfAsync(database, control, environment, cancellationToken);
        return EnvironmentState.Compile(environment, revision: "", [control], groups).Find(key)?.Explain(user);
    }

    /// <summary>The attributes on which the answer depends there, in the order of the groups.</summary>
    public async Task<IReadOnlyList<AskedAttribute>> AskedAsync(
        string key, string environment, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await LoadAsync(database, key, actor, cancellationToken) is not { } control)
            return [];

        var groups = await GroupsOfAsync(database, control, environment, cancellationToken);
        return AskedAttribute.Of(control.StateOn(environment).Groups
            .SelectMany(rule => groups.FirstOrDefault(group => group.Key == rule.Group)?.Conditions ?? []));
    }

    private static Task<ReleaseControl?> LoadAsync(PortalDbContext database, string key, Actor actor, CancellationToken cancellationToken) =>
        database.Controls.AsNoTracking()
            .Include(control => control.States)
            .Where(Visibility.ControlsVisibleTo(actor))
            .SingleOrDefaultAsync(control => control.Key == key && control.RetiredAt == null, cancellationToken);

    private static Task<List<AudienceGroup>> GroupsOfAsync(
        PortalDbContext database, ReleaseControl control, string environment, CancellationToken cancellationToken)
    {
        var used = control.StateOn(environment).Groups.Select(rule => rule.Group).ToList();
        return database.Groups.AsNoTracking().Where(group => used.Contains(group.Key)).ToListAsync(cancellationToken);
    }
}
