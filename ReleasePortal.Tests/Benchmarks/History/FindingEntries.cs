using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Changes;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.History;

namespace ReleasePortal.Benchmarks.History;

/// <summary>
/// How long the page History waits for what it asks, in a long history and in one of 10,000 entries, in turn. The aims (for ten
/// million): the first page of any single filter within 1.5 times and under 200 ms, combined filters within 1 s, page 100,000 like
/// page 1, text under 500 ms, and not above 1 KB an entry beside its canonical text.
/// </summary>
internal static class FindingEntries
{
    private const int Few = 10_000;

    private const int Rounds = 9, WarmUps = 2;

    private static readonly Actor Auditor = Actor.Person(Guid.CreateVersion7(), "Auditor", Role.Auditor);

    private static readonly Actor Marketing = Actor.Person(Guid.CreateVersion7(), "Marketing", Role.Marketing);

    private sealed record Question(string Name, Func<Filled, Task> Ask);

    /// <param name="entries">How many the long history has.</param>
    /// <param name="file">Where it is, or is made and left, for the next measurement; null for one that is deleted.</param>
    public static async Task MeasureAsync(int entries, string? file)
    {
        await using var few = await Filled.OpenAsync(Few, file: null);
        await using var many = await Filled.OpenAsync(entries, file);
        Console.WriteLine($"| question | {Few:N0} entries | {entries:N0} entries | ratio |\n|---|---|---|---|");
        foreach (var question in Questions())
        {
            var (short_, long_) = (new List<double>(), new List<double>());
            for (var round = -WarmUps; round < Rounds; round++)
            {
                var (inFew, inMany) = (await TimeAsync(question, few), await TimeAsync(question, many));
                if (round < 0)
                    continue;
                short_.Add(inFew);
                long_.Add(inMany);
            }

            var (median, of) = (Median(long_), Median(short_));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {question.Name} | {of:0.0} ms | {median:0.0} ms (worst {long_.Max():0.0}) | {median / of:0.00} |"));
        }

        await many.SayCountsAsync();
        many.SaySize();
    }

    private static IEnumerable<Question> Questions()
    {
        yield return First("no filter", _ => HistoryFilter.None);
        yield return First("no filter, marketing", _ => HistoryFilter.None, Marketing);
        yield return First("person", filled => new HistoryFilter { Person = filled.Busiest.Id });
        yield return First("person, marketing", filled => new HistoryFilter { Person = filled.Busiest.Id }, Marketing);
        yield return First("on whose behalf", filled => new HistoryFilter { OnBehalfOf = filled.Busiest.Id });
        yield return First("control", _ => new HistoryFilter { Control = "feature-0002" });
        yield return First("control that marketing may not know", _ => new HistoryFilter { Control = "feature-0001" }, Marketing);
        yield return First("group", _ => new HistoryFilter { Group = "early-access" });
        yield return First("environment", _ => new HistoryFilter { Environment = "production" });
        yield return First("action", _ => new HistoryFilter { Action = "withdrawn" });
        yield return First("action, a rare one", _ => new HistoryFilter { Action = "handed-over" });
        yield return First("source", _ => new HistoryFilter { Source = ChangeSource.Launch });
        yield return First("source that nothing came from", _ => new HistoryFilter { Source = ChangeSource.Import });
        yield return First("purpose", _ => new HistoryFilter { Purpose = HistoryPurpose.Operational });
        yield return First("period, the last 90 days", _ => new HistoryFilter { Period = "90-days" });
        yield return First("period, days of the first year", filled => new HistoryFilter
        {
            Period = HistoryPeriod.Custom,
            From = filled.Day(-900),
            Until = filled.Day(-600),
        });
        yield return First("launch", filled => new HistoryFilter { Launch = filled.Launch });
        yield return First("combined: person, environment, action", filled => new HistoryFilter
        {
            Person = filled.Busiest.Id,
            Environment = "production",
            Action = "released",
        });
        yield return First("combined: purpose, source, environment", _ => new HistoryFilter
        {
            Purpose = HistoryPurpose.Business,
            Source = ChangeSource.Api,
            Environment = "staging",
        });
        yield return First("combined, that nothing fits: control, source", _ => new HistoryFilter { Control = "feature-0002", Source = ChangeSource.Portal });
        yield return First("combined: text, person, environment", filled => new HistoryFilter
        {
            Text = "café",
            Person = filled.Busiest.Id,
            Environment = "production",
        });
        yield return new Question("page 100,000", filled => filled.Query.OlderAsync(HistoryFilter.None, Auditor, TimeZoneInfo.Utc, than: filled.DeepPlace));
        yield return First("text: a common word", _ => new HistoryFilter { Text = "released" });
        yield return First("text: a common word, marketing", _ => new HistoryFilter { Text = "released" }, Marketing);
        yield return First("text: two words", _ => new HistoryFilter { Text = "cafe zurich" });
        yield return First("text: a number", _ => new HistoryFilter { Text = "incident 4321" });
        yield return First("text: the beginning of a common word", _ => new HistoryFilter { Text = "releas" });
        yield return First("text: the beginning of many words", _ => new HistoryFilter { Text = "c" });
        yield return First("text: a rare word", _ => new HistoryFilter { Text = Reasons.Rare });
        yield return First("text: a word that is nowhere", _ => new HistoryFilter { Text = "nowhere" });
        yield return First("text: a common word and one that is nowhere", _ => new HistoryFilter { Text = "released nowhere" });
        yield return Counted("count, no filter", HistoryFilter.None, Auditor);
        yield return Counted("count, no filter, marketing", HistoryFilter.None, Marketing);
        yield return Counted("count, environment and text", new HistoryFilter { Environment = "production", Text = "zurich" }, Auditor);
    }

    // As the page does: as long as it takes, with what was found shown in between.
    private static Question First(string name, Func<Filled, HistoryFilter> filter, Actor? reader = null) => new(name, async filled =>
    {
        var (wanted, actor) = (filter(filled), reader ?? Auditor);
        var stretch = await filled.Query.NewestAsync(wanted, actor, TimeZoneInfo.Utc);
        for (var found = stretch.Rows.Count; stretch.Pause is { } pause && found < HistoryQuery.StretchLength; found += stretch.Rows.Count)
            stretch = await filled.Query.OlderAsync(wanted, actor, TimeZoneInfo.Utc, pause);
    });

    private static Question Counted(string name, HistoryFilter filter, Actor reader) =>
        new(name, filled => filled.Query.CountAsync(filter, reader, TimeZoneInfo.Utc));

    private static async Task<double> TimeAsync(Question question, Filled filled)
    {
        var start = Stopwatch.GetTimestamp();
        await question.Ask(filled);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>A portal with a history.</summary>
    private sealed class Filled : IAsyncDisposable
    {
        private readonly MeasuredPortal _portal;
        private readonly DateTimeOffset _end;

        private Filled(MeasuredPortal portal, Actor busiest, DateTimeOffset end)
        {
            (_portal, Busiest, _end) = (portal, busiest, end);
            Query = new HistoryQuery(Contexts, new At(end));
        }

        public Actor Busiest { get; }

        public HistoryQuery Query { get; }

        /// <summary>The last launch but some.</summary>
        public Guid Launch { get; private set; }

        /// <summary>Where page 100,000 begins, or the middle of a shorter history.</summary>
        public long DeepPlace { get; private set; }

        private IDbContextFactory<PortalDbContext> Contexts => _portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

        public static async Task<Filled> OpenAsync(int entries, string? file)
        {
            // What runs beside the pages, such as signing, would be measured with them.
            var portal = new MeasuredPortal(
                change: services =>
                {
                    foreach (var service in services.Where(IsOurs).ToList())
                        services.Remove(service);
                },
                file: file);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Making {entries:N0} entries …"));
            var (busiest, end) = await portal.FillAsync(entries);
            var filled = new Filled(portal, busiest, end);
            await using var database = await filled.Contexts.CreateDbContextAsync();
            var head = await filled.Query.HeadAsync();
            filled.DeepPlace = Math.Max(head - (100_000L * HistoryQuery.StretchLength), head / 2);
            filled.Launch = await database.Entries.Where(entry => entry.Source == ChangeSource.Launch)
                .OrderByDescending(entry => entry.Sequence).Skip(100).Select(entry => entry.Correlation).FirstAsync();
            return filled;
        }

        public DateOnly Day(int fromNow) => DateOnly.FromDateTime(_end.UtcDateTime).AddDays(fromNow);

        public async Task SayCountsAsync()
        {
            foreach (var (name, filter) in new[] { ("all", HistoryFilter.None), ("on production", new HistoryFilter { Environment = "production" }) })
                Console.WriteLine($"{name}: {await Query.CountAsync(filter, Auditor, TimeZoneInfo.Utc)}");
        }

        /// <summary>Bytes an entry, of each table and index and of all together.</summary>
        public void SaySize()
        {
            using var database = Contexts.CreateDbContext();
            using var connection = new SqliteConnection(database.Database.GetConnectionString());
            connection.Open();
            using var entries = Ask(connection, """SELECT COUNT(*), SUM(LENGTH(CAST("Canonical" AS BLOB))) FROM "Entries" """);
            entries.Read();
            var (count, canonical) = (entries.GetInt64(0), entries.GetInt64(1));
            using var pages = Ask(connection, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
            pages.Read();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{pages.GetInt64(0) / 1e6:N0} MB: {(pages.GetInt64(0) - canonical) / (double)count:0} bytes an entry beside its canonical text of {canonical / (double)count:0}"));
            try
            {
                using var parts = Ask(connection, "SELECT name, SUM(pgsize) FROM dbstat GROUP BY name HAVING SUM(pgsize) > 1000000 ORDER BY 2 DESC");
                while (parts.Read())
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {parts.GetString(0)}: {parts.GetInt64(1) / (double)count:0}"));
            }
            catch (SqliteException)
            {
                Console.WriteLine("  (this SQLite cannot tell the size of its parts)");
            }
        }

        public async ValueTask DisposeAsync()
        {
            SqliteConnection.ClearAllPools();
            await _portal.DisposeAsync();
        }

        private static bool IsOurs(ServiceDescriptor service) =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(ChangeDesk).Assembly;

        private static SqliteDataReader Ask(SqliteConnection connection, string question)
        {
            var command = connection.CreateCommand();
            command.CommandText = question;
            return command.ExecuteReader();
        }
    }

    /// <summary>It is the end of the history; durations are real.</summary>
    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
