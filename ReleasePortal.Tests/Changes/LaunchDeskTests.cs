using Microsoft.EntityFrameworkCore;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>What tests of launches at the desk share.</summary>
public abstract class LaunchDeskTests(PostgresServer? postgres) : DeskTests(postgres)
{
    /// <summary>A launch by button that opens these to everyone on Production.</summary>
    protected static LaunchDetails Details(params IReadOnlyList<string> controls) => new()
    {
        Name = "Trade show",
        Notes = "The show opens at nine.",
        Environment = Given.Production,
        Steps = [.. controls.Select(control => PlannedStep.AtOnce(new ReleaseControlToEveryone(control, Given.Production)))],
    };

    /// <summary>At that local time in Chicago, after so long from now.</summary>
    protected WantedTime In(TimeSpan time) =>
        new(TimeZoneInfo.ConvertTime(Portal.Clock.GetUtcNow() + time, TimeZoneInfo.FindSystemTimeZoneById("America/Chicago")).DateTime, "America/Chicago");

    /// <summary>A draft of an engineer's where marketing may not plan it, else of marketing's.</summary>
    protected async Task<Guid> ALaunchAsync(params IReadOnlyList<string> controls) => await ALaunchAsync(Details(controls));

    protected async Task<Guid> ALaunchAsync(params IReadOnlyList<PlannedStep> steps) => await ALaunchAsync(Details() with { Steps = steps });

    protected async Task<Guid> ALaunchAsync(LaunchDetails details)
    {
        var id = Guid.CreateVersion7();
        foreach (var owner in new[] { Marketing, Engineer })
        {
            if ((await TryAsync(owner, new CreateLaunch(id, details))).IsSuccess)
                return id;
        }

        throw new InvalidOperationException("Neither marketing nor an engineer could plan it.");
    }

    protected async Task<Guid> AScheduledLaunchAsync(LaunchDetails details)
    {
        var id = await ALaunchAsync(details);
        await DoAsync(Marketing, new SubmitLaunch(id));
        return id;
    }

    protected Task<Result<Applied>> TryAsync(Actor by, LaunchChange change) =>
        Portal.Desk.ApplyAsync(new ChangeSet([change], "The show opens at nine.", ChangeSource.Button, change.Launch), by);

    protected async Task<Applied> DoAsync(Actor by, LaunchChange change) => (await TryAsync(by, change)).OrThrow();

    protected Task<Launch> LaunchAsync(Guid id) => Portal.ReadAsync(database => database.Launches.AsNoTracking()
        .Include(launch => launch.Steps.OrderBy(step => step.Index))
        .SingleAsync(launch => launch.Id == id));

    protected Task AskForApprovalAsync(ApprovalPolicy policy) => Portal.ApplyAsync(
        Administrator, new EditEnvironment(Given.Production, Given.EnvironmentDetails() with { Approval = policy }));
}
