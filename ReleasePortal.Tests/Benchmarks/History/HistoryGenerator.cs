using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.History;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Benchmarks.History;

/// <summary>Fills a measured portal with a history of any length, after what happened there already.</summary>
internal static class HistoryGenerator
{
    private const int Batch = 20_000;

    private const int Controls = 2_000;

    private const int People = 50;

    private static readonly TimeSpan Years = TimeSpan.FromDays(3 * 365);

    /// <summary>Makes the people, environments, groups and controls through the desk, then the entries, of the three years from now on.</summary>
    /// <returns>Whoever is in it most often, and when it ends.</returns>
    public static async Task<(Actor Busiest, DateTimeOffset End)> FillAsync(this MeasuredPortal portal, int entries, int controls = Controls)
    {
        if (await portal.FindFilledAsync(entries) is { } filled)
            return filled;

        await portal.AddControlsAsync(controls);
        await portal.ApplyAsync((await portal.AddPersonAsync(Role.Administrator)).Actor,
            new DefineEnvironment("integration", new EnvironmentDetails("Integration", Rank: 12, IsProduction: false, ReasonRequired: false)),
            new DefineEnvironment("acceptance", new EnvironmentDetails("Acceptance", Rank: 18, IsProduction: false, ReasonRequired: false)));
        var people = new List<Actor>();
        while (people.Count < People)
            people.Add((await portal.AddPersonAsync((Role)(people.Count % 2))).Actor);

        await using var database = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var now = TimeProvider.System.GetUtcNow();
        var happenings = new Happenings(
            await database.Controls.AsNoTracking().Include(control => control.States).OrderBy(control => control.Key).ToListAsync(),
            await database.Groups.AsNoTracking().OrderBy(group => group.Key).ToListAsync(),
            people,
            await database.Environments.ToDictionaryAsync(environment => environment.Key, environment => environment.Name),
            now,
            now + Years,
            entries);
        var head = await database.HistoryHeads.AsNoTracking().SingleAsync();
        await WriteAsync(database.Database.GetConnectionString()!, happenings.All(), head, entries);
        return (people[0], now + Years);
    }

    private static async Task<(Actor Busiest, DateTimeOffset End)?> FindFilledAsync(this MeasuredPortal portal, int entries)
    {
        await using var database = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        if (await database.HistoryHeads.Select(head => head.Sequence).SingleAsync() < entries)
            return null;

        var busiest = await database.Entries.Where(entry => entry.ActorKind == ActorKind.Person)
            .OrderByDescending(entry => entry.Sequence).Take(10_000)
            .GroupBy(entry => entry.ActorId).OrderByDescending(own => own.Count()).Select(own => own.Key)
            .FirstAsync();
        return (Actor.Person(busiest, "Robin"), await database.Entries.MaxAsync(entry => entry.At));
    }

    private static async Task WriteAsync(string connectionString, IEnumerable<Happening> happenings, HistoryHead head, int entries)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using (var pragma = connection.CreateCommand())
        {
            pragma.CommandText = "PRAGMA synchronous=OFF; PRAGMA cache_size=-1000000; PRAGMA wal_autocheckpoint=20000;";
            await pragma.ExecuteNonQueryAsync();
        }

        using var prepared = new PreparedHistory(connection);
        var batches = Channel.CreateBounded<(Entry, IReadOnlyList<EntryText>, string)[]>(2);
        var start = Stopwatch.GetTimestamp();
        var making = Task.Run(async () =>
        {
            foreach (var batch in happenings.Chunk(Batch))
                await batches.Writer.WriteAsync([.. batch.Select(happening => Append(head, happening))]);
            batches.Writer.Complete();
        });
        var written = 0;
        await foreach (var batch in batches.Reader.ReadAllAsync())
        {
            prepared.Write(batch);
            written += batch.Length;
            if (written % 100_000 is 0)
                Say(written, entries, Stopwatch.GetElapsedTime(start));
        }

        await making;
        await using var tidy = connection.CreateCommand();
        tidy.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
        await tidy.ExecuteNonQueryAsync();
    }

    private static (Entry, IReadOnlyList<EntryText>, string) Append(HistoryHead head, Happening one)
    {
        var (entry, texts) = EntryWriter.Append(
            head, one.Id, one.Changed, one.Subject, one.Environment, one.Actor, new ChangeSet([], one.Reason, one.Source), one.Correlation, one.At);
        return (entry, texts, PreparedHistory.WordsOf(entry, texts));
    }

    private static void Say(int written, int entries, TimeSpan time) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {written:N0} of {entries:N0} entries, {written / time.TotalSeconds:N0} a second"));
}
