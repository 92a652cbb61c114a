using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReleasePortal.Changes;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.History;
using ReleasePortal.Features.History.Export;
using ReleasePortal.Features.History.Export.Filtered;
using ReleasePortal.Features.History.Export.Running;
using ReleasePortal.Identity;

namespace ReleasePortal.Benchmarks.Exports;

/// <summary>
/// Entries a second that leave an SQLite history as each kind of file, and the memory that takes. The aim: above 50,000 a second, and
/// no more memory for all of them than for a tenth.
/// </summary>
internal static class ExportSpeed
{
    private const int Times = 3;
    private const int AtOnce = 10_000;

    private static readonly Actor Auditor = Actor.Person(new Guid("019a0000-0000-7000-8000-0000000000aa"), "Aude Auditor", Role.Auditor, Role.Engineer);

    public static async Task MeasureAsync(int entries)
    {
        var folder = Directory.CreateTempSubdirectory("releaseportal-").FullName;
        try
        {
            await using var portal = Compose(folder);
            foreach (var size in new[] { entries / 10, entries })
            {
                await FillAsync(portal, size);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size:N0} entries"));
                foreach (var form in new[] { ExportForm.Csv, ExportForm.JsonLines, ExportForm.Chain })
                    await MeasureAsync(portal, form);
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(WebApplication portal, ExportForm form)
    {
        var best = TimeSpan.MaxValue;
        Nowhere to = null!;
        for (var time = 0; time < Times; time++)
        {
            GC.Collect();
            to = new Nowhere();
            var start = Stopwatch.GetTimestamp();
            var run = new ExportRun(Auditor.Id, TimeProvider.System);
            if (form is ExportForm.Chain)
                await portal.Services.GetRequiredService<ExportQuery>().WriteAsync(to, CancellationToken.None, run);
            else
                await portal.Services.GetRequiredService<FilteredQuery>().WriteAsync(to, HistoryFilter.None, TimeZoneInfo.Utc, Auditor, form, run, CancellationToken.None);
            var took = Stopwatch.GetElapsedTime(start);
            best = took < best ? took : best;
            to.Entries = run.Entries;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {form}: {to.Entries / best.TotalSeconds:N0} entries a second, {to.Bytes / 1e6:N0} MB, heap at most {to.MostHeap / 1e6:N0} MB, working set {Environment.WorkingSet / 1e6:N0} MB"));
    }

    private static WebApplication Compose(string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Testing", ContentRootPath = folder });
        builder.Configuration["ConnectionStrings:Portal"] = "Data Source=portal.db";
        builder.Logging.ClearProviders();
        builder.AddData();
        builder.AddChanges();
        builder.AddPortalIdentity();
        builder.Services.AddLocalization().AddHistory();
        return builder.Build();
    }

    // The entries that the desk would have written, without its checks: a release and a withdrawal by turns.
    private static async Task FillAsync(WebApplication portal, int until)
    {
        await using var database = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        if (!await database.Database.CanConnectAsync() || !(await database.Database.GetAppliedMigrationsAsync()).Any())
            await BeginAsync(portal);
        var control = await database.Controls.AsNoTracking().SingleAsync();
        var subject = new Subject(SubjectKind.Control, control.Id, control.Key, Areas.Default, Purpose.Business);
        var changes = ChangeSet.Of(new Withdraw(control.Key, "production"), "The carrier has more vans now.");
        database.ChangeTracker.AutoDetectChangesEnabled = false;
        for (var head = await database.HistoryHeads.SingleAsync(); head.Sequence < until; database.ChangeTracker.Clear(), database.Attach(head))
        {
            for (var count = 0; count < AtOnce && head.Sequence < until; count++)
            {
                var (at, id) = (TimeProvider.System.GetUtcNow(), Guid.CreateVersion7());
                var circumstances = new Circumstances(Auditor, at, id, "Production", new Dictionary<string, string>(StringComparer.Ordinal));
                var result = control.StateOn("production").Availability is Availability.Closed
                    ? control.ReleaseToEveryone("production", variant: null, share: null, seenVersion: null, circumstances)
                    : control.Withdraw("production", seenVersion: null, circumstances);
                if (!result.TryGet(out var changed, out var refusal))
                    throw new InvalidOperationException(refusal.Code);
                var (entry, texts) = EntryWriter.Append(head, id, changed, subject, "production", Auditor, changes, id, at);
                database.Add(entry);
                database.AddRange(texts);
            }

            database.ChangeTracker.DetectChanges();
            await database.SaveChangesAsync();
        }
    }

    private static async Task BeginAsync(WebApplication portal)
    {
        await portal.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        var desk = portal.Services.GetRequiredService<ChangeDesk>();
        var join = new AddPerson(Auditor.Id, "auditor@example.com", Auditor.Name, [.. Auditor.Roles], "a long way to the sea", MustReplacePassword: false);
        await desk.ApplyAsync(new ChangeSet([.. DefaultEnvironments.Changes, join]), Actor.Portal);
        var details = new ControlDetails { Name = "Delivery slots", Owner = "Checkout", RemoveBy = new DateOnly(2099, 1, 1) };
        await desk.ApplyAsync(new ChangeSet([new CreateControl("delivery-slots", ControlKind.Toggle, details), new HandOver("delivery-slots")]), Auditor);
    }

    /// <summary>Counts what is written to it, and looks at the heap meanwhile.</summary>
    private sealed class Nowhere : MemoryStream
    {
        public long Bytes { get; private set; }

        public long Entries { get; set; }

        public long MostHeap { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Bytes += buffer.Length;
            MostHeap = Math.Max(MostHeap, GC.GetTotalMemory(forceFullCollection: false));
            return ValueTask.CompletedTask;
        }

        public override void Write(byte[] buffer, int offset, int count) => Bytes += count;
    }
}
