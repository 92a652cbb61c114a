using Microsoft.EntityFrameworkCore;
using ReleasePortal.Components.Deployed;
using ReleasePortal.Components.Releasing;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Controls.Single;

/// <summary>What the page of one control shows.</summary>
public sealed class ControlQuery(IDbContextFactory<PortalDbContext> contexts, DeployedQuery deployed, TimeProvider clock)
{
    /// <summary>The control; null when there is none of that key that the actor may see.</summary>
    public async Task<ControlView?> FindAsync(string key, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await LoadAsync(database, key, actor, cancellationToken) is not { } control)
            return null;

        var area = await database.Areas.Where(area => area.Key == control.Area).Select(area => area.Name).SingleOrDefaultAsync(cancellationToken);
        var used = control.States.SelectMany(state => state.State.Groups).Select(rule => rule.Group).Distinct().ToList();
        var groups = await database.Groups.AsNoTracking()
            .Where(group => used.Contains(group.Key))
            .Select(group => new GroupSize(group.Key, group.Name, group.Members.Count, group.Sample, group.Conditions.Count > 0))
            .ToDictionaryAsync(group => group.Key, cancellationToken);
        var lines = await ReadLastAsync(database, control, actor, cancellationToken);
        return new ControlView(
            control,
            area ?? control.Area,
            groups,
            lines.Where(line => line.Entry.Environment is not null).ToDictionary(line => line.Entry.Environment!, StringComparer.Ordinal),
            lines.SingleOrDefault(line => line.Entry.Id == control.LastEntry),
            await AskerAsync(database, control, cancellationToken))
        {
            Deployed = await deployed.ReadAsync(control.Key, cancellationToken),
        };
    }

    /// <summary>What the control itself would answer to a change, in the words of the history; nothing is changed.</summary>
    public async Task<Result<Sentence>> PreviewAsync(DefinitionChange change, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await LoadAsync(database, change.Control, actor, cancellationToken) is not { } control)
            return new Unknown(SubjectKind.Control, change.Control);

        var circumstances = new Circumstances(actor, clock.GetUtcNow(), Guid.Empty, "", new Dictionary<string, string>(StringComparer.Ordinal));
        return change.Decide(control, circumstances).TryGet(out var changed, out var refusal) ? changed.Sentence : refusal;
    }

    private static Task<ReleaseControl?> LoadAsync(PortalDbContext database, string key, Actor actor, CancellationToken cancellationToken) =>
        database.Controls.AsNoTracking()
            .Include(control => control.States)
            .Where(Visibility.ControlsVisibleTo(actor))
            .SingleOrDefaultAsync(control => control.Key == key, cancellationToken);

    private static async Task<IReadOnlyList<EntryLine>> ReadLastAsync(
        PortalDbContext database, ReleaseControl control, Actor actor, CancellationToken cancellationToken)
    {
        List<Guid> ids = [control.LastEntry, .. control.States.Select(state => state.LastEntry).OfType<Guid>()];
        var entries = await database.Entries.AsNoTracking()
            .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
            .Where(entry => ids.Contains(entry.Id))
            .ToListAsync(cancellationToken);
        return await database.ReadLinesAsync(entries, cancellationToken);
    }

    private static async Task<string?> AskerAsync(PortalDbContext database, ReleaseControl control, CancellationToken cancellationToken) =>
        control.HandOverAskedBy is { } person
            ? await database.Users.Where(user => user.Id == person).Select(user => user.DisplayName).SingleOrDefaultAsync(cancellationToken)
            : null;
}
