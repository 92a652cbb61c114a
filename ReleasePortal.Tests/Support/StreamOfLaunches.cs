using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

[assembly: HostingStartup(typeof(StreamOfLaunches))]

namespace ReleasePortal.Tests.Support;

/// <summary>
/// Makes a portal that runs as a program of its own plan launches that are due at once, without end, and say on its standard output
/// which of them it planned; the portal's own runner launches them.
/// </summary>
public sealed class StreamOfLaunches : IHostingStartup
{
    /// <summary>The setting that asks for it; without it nothing is added.</summary>
    public const string Setting = "StreamOfLaunches";

    /// <summary>What a line begins with that names a launch that is planned.</summary>
    public const string Planned = "planned ";

    /// <summary>How many controls each launch opens.</summary>
    public const int Steps = 3;

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices((context, services) =>
    {
        if (context.Configuration[Setting] is not null)
            services.AddHostedService<Planner>();
    });

    private sealed class Planner(ChangeDesk desk, TimeProvider clock) : BackgroundService
    {
        private static readonly Actor Somebody = Actor.Person(new Guid("019a0000-0000-7000-8000-0000000000ab"), "Somebody", Role.Engineer);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            // At the second start they exist.
            await desk.ApplyAsync(
                ChangeSet.Of(new AddPerson(Somebody.Id, "planner@example.com", Somebody.Name, [Role.Engineer], TestPortal.Password, MustReplacePassword: false)),
                Actor.Portal,
                stoppingToken);
            for (var index = 0; index < Steps; index++)
                await desk.ApplyAsync(ChangeSet.Of(new CreateControl($"step-{index}", ControlKind.Toggle, Given.LongLivedDetails($"Step {index}"))), Somebody, stoppingToken);

            while (!stoppingToken.IsCancellationRequested)
            {
                var id = Guid.CreateVersion7();
                var result = await desk.ApplyAsync(new ChangeSet([new CreateLaunch(id, Next()), new SubmitLaunch(id)], Correlation: id), Somebody, stoppingToken);
                if (result.IsSuccess) // on a machine that stands still for a second, its time has passed before it is planned
                    Console.WriteLine(Planned + id);
                await Task.Delay(TimeSpan.FromMilliseconds(5), stoppingToken);
            }
        }

        private LaunchDetails Next()
        {
            var share = Random.Shared.Next(1, 10_000);
            return new LaunchDetails
            {
                Name = "Again",
                Environment = Given.Production,
                Steps = [.. Enumerable.Range(0, Steps).Select(index => PlannedStep.AtOnce(new ReleaseControlToEveryone($"step-{index}", Given.Production, Share: share)))],
                Start = new WantedTime(clock.GetUtcNow().AddSeconds(1).UtcDateTime, "UTC"),
            };
        }
    }
}
