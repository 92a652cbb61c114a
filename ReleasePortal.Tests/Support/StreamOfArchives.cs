using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReleasePortal.Changes;
using ReleasePortal.Changes.Archiving;
using ReleasePortal.Changes.Checkpoints;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

[assembly: HostingStartup(typeof(StreamOfArchives))]

namespace ReleasePortal.Tests.Support;

/// <summary>
/// Makes a portal that runs as a program of its own write, sign and archive its history without end, and say so on its standard
/// output each time.
/// </summary>
public sealed class StreamOfArchives : IHostingStartup
{
    /// <summary>The setting that asks for it; without it nothing is added.</summary>
    public const string Setting = "StreamOfArchives";

    /// <summary>What a line begins with that says that something was archived.</summary>
    public const string Archived = "archived ";

    private const int ChangesAtOnce = 8;

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices((context, services) =>
    {
        if (context.Configuration[Setting] is not null)
            services.AddHostedService<Writer>();
    });

    private sealed class Writer(
        ChangeDesk desk, CheckpointWriter checkpoints, IDbContextFactory<PortalDbContext> contexts, ArchiveFolder folder, ILogger<Archiver> logger) : BackgroundService
    {
        private static readonly Actor Somebody = Actor.Person(new Guid("019a0000-0000-7000-8000-0000000000ac"), "Somebody", Role.Engineer);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var archiver = new Archiver(contexts, folder, desk, new ClockOfLater(TimeSpan.FromDays(40)), logger);

            // At the second start they are there.
            await desk.ApplyAsync(
                ChangeSet.Of(new AddPerson(Somebody.Id, "writer@example.com", Somebody.Name, [Role.Engineer], TestPortal.Password, MustReplacePassword: false)),
                Actor.Portal,
                stoppingToken);
            await desk.ApplyAsync(ChangeSet.Of(new CreateControl("step", ControlKind.Toggle, Given.LongLivedDetails())), Somebody, stoppingToken);
            await desk.ApplyAsync(ChangeSet.Of(new SetRetention(1)), Actor.Portal, stoppingToken);

            while (!stoppingToken.IsCancellationRequested)
            {
                for (var index = 0; index < ChangesAtOnce; index++)
                {
                    var release = new ReleaseControlToEveryone("step", Given.Production, Share: Random.Shared.Next(1, 10_000));
                    await desk.ApplyAsync(ChangeSet.Of(release, "because"), Somebody, stoppingToken);
                }

                await checkpoints.WriteNowAsync(stoppingToken);
                Console.WriteLine(Archived + await archiver.RunAsync(stoppingToken));
            }
        }
    }
}
