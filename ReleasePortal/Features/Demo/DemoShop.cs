using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReleasePortal.Changes;
using ReleasePortal.Data.Code;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Demo;

/// <summary>
/// A believable shop for Development: sixty days of history made through the desk, with a clock that is moved.
/// </summary>
public sealed class DemoShop(
    IServiceScopeFactory scopes,
    ChangeFeed feed,
    DemoQuery query,
    DeploymentStore deployments,
    CodeStore code,
    UsageStore usage,
    TimeProvider clock,
    IOptions<DemoOptions> options)
{
    /// <summary>How long before now the shop's history begins.</summary>
    private static readonly TimeSpan Past = TimeSpan.FromDays(61);

    /// <summary>Plays the shop's history into an empty portal; does nothing when anybody is there already.</summary>
    /// <exception cref="InvalidOperationException">A step of the demo was refused.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled || await query.HasPeopleAsync(cancellationToken))
            return;

        var now = clock.GetUtcNow();
        var moved = new MovedClock(now - Past);
        var desk = new ChangeDesk(scopes, moved, feed, NullLogger<ChangeDesk>.Instance);
        await ApplyAsync(desk, new ChangeSet(DefaultEnvironments.Changes, Source: ChangeSource.Portal), Actor.Portal, cancellationToken);
        await ApplyAsync(desk, ChangeSet.Of(DemoCast.Administrator.Join(options.Value.Password), source: ChangeSource.Import), Actor.Portal, cancellationToken);

        var keys = Keys().ToList();
        var steps = People().Concat(Steps(DateOnly.FromDateTime(now.UtcDateTime))).Concat(DemoFreezes.Steps(now)).Concat(new DemoLaunches(now).Steps()).Concat(keys).OrderByDescending(step => step.Ago);
        foreach (var step in steps)
        {
            moved.Now = now - step.Ago;
            var source = step.As is null ? ChangeSource.Button : ChangeSource.Launch;
            await ApplyAsync(desk, new ChangeSet(step.Changes, step.Reason, source, step.Launch), step.As ?? step.Who.Actor, cancellationToken);
        }

        foreach (var report in DemoDeployments.Reports(now))
            _ = await deployments.RecordAsync(report, cancellationToken) is { IsSuccess: false } refused
                ? throw new InvalidOperationException($"The demo's {report.Id} was refused: {refused.Refusal.Message}")
                : report;

        moved.Now = now - TimeSpan.FromMinutes(10);
        var open = await query.OpenOnAsync("production", cancellationToken);
        await ApplyAsync(desk, new ChangeSet(DemoConfigurations.Changes(open), Reason: null), DemoCast.Engineer.Actor, cancellationToken);
        await UpkeepAsync([.. keys.SelectMany(step => step.Changes).OfType<CreateKey>().Where(key => key.On is "production")], now, cancellationToken);
    }

    private async Task UpkeepAsync(List<CreateKey> keys, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var scan in DemoUpkeep.Scans(now))
            await code.TakeAsync(scan, cancellationToken);
        if (keys.Find(key => key.Kind is KeyKind.Server) is not { } server)
            return;

        foreach (var batch in DemoUpkeep.Usage(now, server.KeyId, keys.Find(key => key.Kind is KeyKind.Browser)?.KeyId))
            await usage.WriteAsync(batch, cancellationToken);
    }

    private static IEnumerable<DemoStep> Steps(DateOnly today) =>
        DemoAudiences.Steps().Concat(DemoBusinessControls.Steps(today)).Concat(DemoOperationalControls.Steps(today)).Concat(DemoUpkeep.Steps());

    private IEnumerable<DemoStep> People() => DemoCast.Everyone
        .Where(person => person != DemoCast.Administrator)
        .Select(person => new DemoStep(Past - TimeSpan.FromMinutes(5), DemoCast.Administrator, [person.Join(options.Value.Password)], Reason: null));

    private IEnumerable<DemoStep> Keys() =>
    [
        .. options.Value.ServerKeys.Select(key => Key("Web shop", KeyKind.Server, key)),
        .. options.Value.BrowserKeys.Select(key => Key("Pages of the shop", KeyKind.Browser, key, options.Value.BrowserOrigins)),
    ];

    private static DemoStep Key(string name, KeyKind kind, KeyValuePair<string, string> key, params IReadOnlyList<string> origins) => new(
        Past - TimeSpan.FromMinutes(20),
        DemoCast.Administrator,
        [new CreateKey(Guid.CreateVersion7(), name, kind, key.Key, KeySecret.HashOf(key.Value), KeySecret.PrefixOf(key.Value)) { Origins = origins }],
        Reason: null);

    private static async Task ApplyAsync(ChangeDesk desk, ChangeSet changes, Actor actor, CancellationToken cancellationToken)
    {
        var result = await desk.ApplyAsync(changes, actor, cancellationToken);
        if (!result.IsSuccess)
            throw new InvalidOperationException($"The demo's {changes.Changes[0]} was refused: {result.Refusal.Message}");
    }

    private sealed class MovedClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
