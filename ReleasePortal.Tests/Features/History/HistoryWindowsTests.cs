using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Data.Search;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Features.History;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History;

/// <summary>Histories by chance and filters by chance: what is read in windows is what a look at every single entry finds.</summary>
public abstract class HistoryWindowsTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private static readonly string[] Controls = ["banner", "checkout", "search", "basket"];

    private static readonly string[] Reasons = ["The Café opens", "incident 4711", "trade show", "as agreed"];

    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    private static Gen<HistoryFilter> Filters =>
        from person in Sometimes(Given.Marketing.Id, Given.AnEngineer.Id, Given.AnotherEngineer.Id, Guid.Empty)
        from behalf in Sometimes(Given.AnEngineer.Id, Given.Marketing.Id)
        from control in SometimesText(Controls)
        from environment in SometimesText([Given.Production, Given.Staging, "nowhere"])
        from action in SometimesText(["released", "withdrawn", "created", "groups", "people"])
        from source in Sometimes(Enum.GetValues<ChangeSource>())
        from purpose in Sometimes(Enum.GetValues<HistoryPurpose>())
        from text in SometimesText(["cafe", "inc", "production banner", "4711 released", "maria", "e"])
        from days in Sometimes(1, 2, 3)
        select new HistoryFilter
        {
            Person = person,
            OnBehalfOf = person is null ? behalf : null,
            Control = control,
            Environment = environment,
            Action = action,
            Source = source,
            Purpose = purpose,
            Text = text,
            Period = days is null ? null : HistoryPeriod.Custom,
            From = days is { } after ? DateOnly.FromDateTime(Given.Now.UtcDateTime).AddDays(after) : null,
            Until = days is { } until ? DateOnly.FromDateTime(Given.Now.UtcDateTime).AddDays(2 * until) : null,
        };

    [Fact]
    public async Task AnyFilter_ReadInWindows_IsEveryEntryThatFitsOnceAndInOrder()
    {
        await SomethingHappensAsync(120);
        var entries = await ReadAllAsync();
        var found = 0;
        foreach (var filter in Filters.Sample(50).Append(HistoryFilter.None))
        {
            foreach (var reader in new[] { Auditor, Marketing, Administrator })
            {
                var expected = entries.Where(entry => Fits(entry, filter) && MayRead(reader, entry)).Select(entry => entry.Line.Entry.Sequence).Order().ToList();

                Assert.Equal(Enumerable.Reverse(expected), await DownwardsAsync(filter, reader));
                Assert.Equal(expected, await UpwardsAsync(filter, reader));
                Assert.Equal(new HistoryCount(expected.Count, IsExact: true), await new HistoryQuery(Contexts, Portal.Clock).CountAsync(filter, reader, TimeZoneInfo.Utc));
                found += expected.Count;
            }
        }

        Assert.InRange(found, 300, int.MaxValue); // or the filters fit too seldom for the test to mean anything
    }

    [Fact]
    public async Task ASearchThatTakesLong_HandsOverWhatItFoundAndHowFarItCame()
    {
        await SomethingHappensAsync(60);
        var query = new HistoryQuery(Contexts, new SlowClock(Portal.Clock));
        var head = await query.HeadAsync(Xunit.TestContext.Current.CancellationToken);

        var stretch = await query.OlderAsync(HistoryFilter.None, Auditor, TimeZoneInfo.Utc, From(head) with { Size = 3 });

        Assert.True(stretch.HasMore);
        Assert.Equal(head - stretch.Rows.Count + 1, stretch.Pause!.Sequence);
        Assert.InRange(stretch.Rows.Count, 1, HistoryQuery.StretchLength - 1);
        Assert.Equal(stretch.Rows[^1].At, stretch.Pause.At);
    }

    [Fact]
    public async Task ASearch_ThatIsGivenUp_EndsAtOnce()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new HistoryQuery(Contexts, Portal.Clock).NewestAsync(HistoryFilter.None, Auditor, TimeZoneInfo.Utc, gone.Token));
    }

    [Fact]
    public async Task Count_BeyondWhatAnybodyWantsToKnow_SaysThatThereAreMore()
    {
        var key = await Portal.AToggleAsync();
        for (var time = 0; time < 2; time++)
            await Portal.ApplyAsync(Marketing, [.. Enumerable.Range(0, 600).Select(Flip)]);
        var (query, filter) = (new HistoryQuery(Contexts, Portal.Clock), new HistoryFilter { Control = key });

        Assert.Equal(new HistoryCount(HistoryQuery.MostCounted, IsExact: false), await query.CountAsync(filter, Auditor, TimeZoneInfo.Utc));
        Assert.Equal(new HistoryCount(HistoryQuery.MostCounted, IsExact: false), await query.CountAsync(HistoryFilter.None, Marketing, TimeZoneInfo.Utc));
        Assert.Equal(
            new HistoryCount(await query.HeadAsync(Xunit.TestContext.Current.CancellationToken), IsExact: true),
            await query.CountAsync(HistoryFilter.None, Auditor, TimeZoneInfo.Utc));

        Change Flip(int index) => index % 2 is 0 ? new ReleaseControlToEveryone(key, Given.Production) : new Withdraw(key, Given.Production);
    }

    [Theory]
    [InlineData("2026-05-05", 2)]
    [InlineData("2026-05-06", 2)] // nothing happened on it
    [InlineData("2026-05-07", 3)]
    [InlineData("2026-05-07T09:29", 2)]
    [InlineData("2026-05-07T09:30", 3)]
    [InlineData("2031-01-01", 3)]
    [InlineData("2001-01-01", 0)]
    public async Task AJump_LeadsToTheLastEntryOfThatDayOrMinute(string at, int happenedByThen)
    {
        var key = await Portal.AToggleAsync();
        var before = await new HistoryQuery(Contexts, Portal.Clock).HeadAsync(Xunit.TestContext.Current.CancellationToken);
        foreach (var days in new[] { 0, 1, 2 })
        {
            Portal.Clock.Advance(TimeSpan.FromDays(days));
            await Portal.ApplyAsync(Marketing, days % 2 is 0 ? new ReleaseControlToEveryone(key, Given.Production, Share: 100 + days) : new Withdraw(key, Given.Production));
        }

        var query = new HistoryQuery(Contexts, Portal.Clock);
        var after = await query.FindAsync(HistoryPlace.Read(at)!, TimeZoneInfo.Utc, Xunit.TestContext.Current.CancellationToken);
        var older = await query.OlderAsync(HistoryFilter.None, Auditor, TimeZoneInfo.Utc, after);

        Assert.Equal(happenedByThen is 0 ? 0 : before + happenedByThen, older.Rows.Count is 0 ? 0 : older.Rows[0].Sequence);
    }

    private static HistoryPause From(long head) => new(head + 1, Given.Now, Size: 23);

    private async Task<List<long>> DownwardsAsync(HistoryFilter filter, Actor reader)
    {
        var (query, read) = (new HistoryQuery(Contexts, new SlowClock(Portal.Clock)), new List<long>());
        for (HistoryPause? pause = From(await query.HeadAsync()); pause is not null;)
        {
            var stretch = await query.OlderAsync(filter, reader, TimeZoneInfo.Utc, pause);
            read.AddRange(stretch.Rows.Select(row => row.Sequence));
            pause = stretch.Pause ?? (stretch.HasMore ? new HistoryPause(read[^1], Given.Now, Size: 23) : null);
        }

        return read;
    }

    private async Task<List<long>> UpwardsAsync(HistoryFilter filter, Actor reader)
    {
        var (query, read) = (new HistoryQuery(Contexts, new SlowClock(Portal.Clock)), new List<long>());
        for (HistoryPause? pause = new(0, Given.Now, Size: 23); pause is not null;)
        {
            var stretch = await query.NewerAsync(filter, reader, TimeZoneInfo.Utc, pause);
            read.AddRange(stretch.Rows.Select(row => row.Sequence).Reverse());
            pause = stretch.Pause ?? (stretch.HasMore ? new HistoryPause(read[^1], Given.Now, Size: 23) : null);
        }

        return read;
    }

    private async Task SomethingHappensAsync(int times)
    {
        foreach (var (index, key) in Controls.Index())
            await Portal.AToggleAsync(index % 2 is 0 ? Purpose.Business : Purpose.Operational, key, "The " + key);
        await Portal.AGroupAsync();
        var random = new Random(5);
        for (var time = 0; time < times; time++)
        {
            Portal.Clock.Advance(TimeSpan.FromHours(random.Next(2)));
            var (key, on) = (Controls[random.Next(Controls.Length)], random.Next(3) is 0 ? Given.Staging : Given.Production);
            Change change = random.Next(12) switch
            {
                < 5 => new ReleaseControlToEveryone(key, on),
                < 9 => new Withdraw(key, on),
                9 => new HandOver(key),
                10 => new TakeBack(key),
                _ => new EditGroup(Given.EarlyAccess, Given.GroupDetails($"Group {time}")),
            };
            var actor = random.Next(5) switch
            {
                0 => Given.AnotherEngineer,
                1 => Actor.ScheduleFor(Engineer.Id),
                2 => Marketing,
                _ => Engineer,
            };
            await Portal.Desk.ApplyAsync(ChangeSet.Of(change, Reasons[random.Next(Reasons.Length)], random.Next(4) is 0 ? ChangeSource.Api : ChangeSource.Button), actor);
        }
    }

    private sealed record Known(EntryLine Line, bool IsBusinessNow, IReadOnlyList<string> Words);

    private Task<List<Known>> ReadAllAsync() => Portal.ReadAsync(async database =>
    {
        var business = await database.Controls.Where(control => control.Purpose == Purpose.Business).Select(control => control.Id).ToListAsync();
        var lines = await database.ReadLinesAsync(database.Entries, CancellationToken.None);
        return lines.ConvertAll(line => new Known(line, business.Contains(line.Entry.SubjectId), SearchWords.Of(line.Plain() + " " + line.Entry.SubjectKey)));
    });

    private bool Fits(Known known, HistoryFilter filter)
    {
        var entry = known.Line.Entry;
        var (from, until) = HistoryPeriod.Of(filter, Portal.Clock.GetUtcNow(), TimeZoneInfo.Utc);
        return (filter.Person is null || entry.ActorId == filter.Person)
            && (filter.OnBehalfOf is null || entry.OnBehalfOf == filter.OnBehalfOf)
            && (filter.Control is null || (entry.SubjectKind is SubjectKind.Control && entry.SubjectKey == filter.Control))
            && (filter.Environment is null || entry.Environment == filter.Environment)
            && (filter.Action is null || HistoryActions.Types(filter.Action).Contains(entry.Action))
            && (filter.Source is null || entry.Source == filter.Source)
            && (filter.Purpose is null || filter.Purpose.ToString() == (entry.Purpose?.ToString() ?? nameof(HistoryPurpose.Neither)))
            && (from is null || entry.At >= from)
            && (until is null || entry.At < until)
            && (filter.Text is null || Says(known, filter.Text.Split(' ')));
    }

    private static bool Says(Known known, string[] words) =>
        words[..^1].All(known.Words.Contains) && known.Words.Any(word => word.StartsWith(words[^1], StringComparison.Ordinal));

    private static bool MayRead(Actor reader, Known known) => known.Line.Entry.SubjectKind switch
    {
        SubjectKind.Person or SubjectKind.Key => !reader.Holds(Role.Marketing),
        SubjectKind.Control => reader.Holds(Role.Auditor) || (known.Line.Entry.Purpose is Purpose.Business && known.IsBusinessNow),
        _ => true,
    };

    private static Gen<T?> Sometimes<T>(params T[] values)
        where T : struct => Gen.Frequency((4, Gen.Constant<T?>(null)), (1, Gen.Elements(values).Select(value => (T?)value)));

    private static Gen<string?> SometimesText(string[] values) =>
        Gen.Frequency((4, Gen.Constant<string?>(null)), (1, Gen.Elements(values).Select(value => (string?)value)));

    /// <summary>Every look at it is a twentieth of a second later: neither quick nor slow, so that windows stay as they are.</summary>
    private sealed class SlowClock(TimeProvider instants) : TimeProvider
    {
        private long _timestamp;

        public override long TimestampFrequency => 1_000;

        public override DateTimeOffset GetUtcNow() => instants.GetUtcNow();

        public override long GetTimestamp() => _timestamp += 50;
    }
}

public sealed class HistoryWindowsOnSqliteTests() : HistoryWindowsTests(postgres: null);

public sealed class HistoryWindowsOnPostgreSqlTests(PostgresServer postgres) : HistoryWindowsTests(postgres);
