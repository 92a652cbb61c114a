using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

[assembly: HostingStartup(typeof(StreamOfChanges))]

namespace ReleasePortal.Tests.Support;

/// <summary>
/// Makes a portal that runs as a program of its own write changes without end and say on its standard output which of them were
/// acknowledged. ASP.NET Core adds it to the unaltered portal when <c>ASPNETCORE_HOSTINGSTARTUPASSEMBLIES</c> names this assembly.
/// </summary>
public sealed class StreamOfChanges : IHostingStartup
{
    /// <summary>The setting that asks for it; without it nothing is added.</summary>
    public const string Setting = "StreamOfChanges";

    /// <summary>What a line begins with that says <c>sequence hash</c> of an acknowledged entry.</summary>
    public const string Acknowledged = "acknowledged ";

    /// <summary>How many changes may be on their way at once.</summary>
    public const int Writers = 3;

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices((context, services) =>
    {
        if (context.Configuration[Setting] is not null)
            services.AddHostedService<Writer>();
    });

    private sealed class Writer(ChangeDesk desk) : BackgroundService
    {
        private static readonly Actor Somebody = Actor.Person(new Guid("019a0000-0000-7000-8000-0000000000aa"), "Somebody", Role.Engineer);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            // At the second start they exist.
            await desk.ApplyAsync(
                ChangeSet.Of(new AddPerson(Somebody.Id, "somebody@example.com", Somebody.Name, [Role.Engineer], TestPortal.Password, MustReplacePassword: false)),
                Actor.Portal,
                stoppingToken);
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync($"control-{writer}", stoppingToken), stoppingToken)));
        }

        private async Task WriteAsync(string control, CancellationToken stopping)
        {
            await desk.ApplyAsync(ChangeSet.Of(new CreateControl(control, ControlKind.Toggle, Given.LongLivedDetails(control))), Somebody, stopping);
            while (!stopping.IsCancellationRequested)
            {
                var change = new ReleaseControlToEveryone(control, Given.Production, Share: Random.Shared.Next(1, 10_000));
                var result = await desk.ApplyAsync(ChangeSet.Of(change, "again and again"), Somebody, stopping);
                if (result.TryGet(out var applied, out var refusal))
                    Console.WriteLine($"{Acknowledged}{applied.Entries[0].Sequence} {applied.Entries[0].Hash}");
                else if (refusal is not AlreadySo)
                    throw new InvalidOperationException(refusal.Message.ToString());
            }
        }
    }
}
