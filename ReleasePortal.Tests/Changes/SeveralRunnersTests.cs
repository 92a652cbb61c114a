using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Changes.Launches;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>Two portals on one PostgreSQL that find the same launches due at the same moment.</summary>
public sealed class SeveralRunnersTests(PostgresServer postgres) : LaunchDeskTests(postgres)
{
    private const int Launches = 500;
    private const int Controls = 20;

    [Fact]
    public async Task Run_FromBothAtOnce_LaunchesEachOnce()
    {
        var keys = new List<string>();
        for (var index = 0; index < Controls; index++)
            keys.Add(await Portal.AToggleAsync(key: $"control-{index}"));
        var planned = new List<Guid>();
        for (var index = 0; index < Launches; index++)
            planned.Add(await PlanAsync(keys[index % Controls], share: index + 1));
        await using var other = TestPortal.On(Portal.Database, owned: false);
        other.Clock.SetUtcNow(Portal.Clock.GetUtcNow());

        await Task.WhenAll(RunAsync(Portal), RunAsync(other));

        var entries = (await Portal.EntriesAsync()).Where(entry => planned.Contains(entry.Correlation)).ToLookup(entry => entry.Correlation);
        Assert.All(planned, launch => Assert.Equal(
            [nameof(CreateLaunch), nameof(SubmitLaunch), nameof(ReleaseControlToEveryone), nameof(StartLaunch)],
            entries[launch].Select(entry => entry.Action)));
        Assert.Null((await Portal.VerifyAsync()).FirstBad);
    }

    private async Task<Guid> PlanAsync(string control, int share)
    {
        var id = Guid.CreateVersion7();
        var details = Details() with
        {
            Steps = [PlannedStep.AtOnce(new ReleaseControlToEveryone(control, Given.Production, Share: share))],
            Start = In(TimeSpan.FromMinutes(1)),
        };
        (await Portal.Desk.ApplyAsync(new ChangeSet([new CreateLaunch(id, details), new SubmitLaunch(id)], Correlation: id), Marketing)).OrThrow();
        return id;
    }

    private static Task RunAsync(TestPortal portal)
    {
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        return Task.Run(() => portal.Services.GetRequiredService<DueLaunches>().RunAsync(CancellationToken.None));
    }
}
