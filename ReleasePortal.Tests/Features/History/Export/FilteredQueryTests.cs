using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Features.History;
using ReleasePortal.Features.History.Export;
using ReleasePortal.Features.History.Export.Filtered;
using ReleasePortal.Features.History.Export.Running;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History.Export;

/// <summary>What is in an export of a filter: what its reader's page of the same filter shows, and nothing else.</summary>
public abstract class FilteredQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    private IStringLocalizer<T> Texts<T>() => Portal.Services.GetRequiredService<IStringLocalizer<T>>();

    private FilteredQuery Query => new(Contexts, Portal.Clock, Texts<ExportTexts>(), Texts<HistoryTexts>());

    [Fact]
    public async Task RandomHistories_EveryReaderAndFilter_GetTheRowsOfTheirPage()
    {
        var keys = new[] { await Portal.AToggleAsync(key: "a", name: "Apple =1+1"), await Portal.AToggleAsync(Purpose.Operational, "b", "Boiler") };
        await Portal.AGroupAsync();
        foreach (var happening in Happenings(keys).Sample(120))
        {
            Portal.Clock.Advance(TimeSpan.FromMinutes(happening.Number));
            await Portal.TryAsync(happening.Act is 0 or 1 ? Marketing : Engineer, happening.Change(), $"reason, \"{happening.Number}\"");
        }

        HistoryFilter[] filters =
        [
            HistoryFilter.None, new() { Control = "a" }, new() { Control = "b" }, new() { Environment = Given.Staging }, new() { Person = Marketing.Id },
            new() { Action = "withdrawn" }, new() { Text = "boiler" }, new() { Period = "today" }, new() { Action = "people" },
        ];
        foreach (var (filter, reader) in filters.SelectMany(filter => new[] { Engineer, Auditor, Marketing, Administrator }.Select(reader => (filter, reader))))
        {
            var page = await PageAsync(filter, reader);
            var csv = Exported.Csv(await WriteAsync(filter, reader, ExportForm.Csv));
            var lines = Lines(await WriteAsync(filter, reader, ExportForm.JsonLines));

            Assert.Equal(page.Select(row => (row.Who, row.Said.Plain(), row.Reason ?? "")), csv.Select(row => (row["Who"], row["What happened"], row["Reason"])));
            Assert.Equal(page.Select(row => row.Id), lines.Select(line => line.GetProperty("id").GetGuid()));
            Assert.Equal(page.Select(row => row.Who + " " + row.Said.Plain()), lines.Select(line => line.GetProperty("sentence").GetString()));
        }
    }

    [Theory]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.Administrator, false)]
    public async Task Reader_IsWhoMayExport(Role role, bool may)
    {
        var person = new[] { Marketing, Engineer, Auditor, Administrator }.Single(person => person.Holds(role));

        Assert.Equal(may, await Query.ReaderAsync(person, CancellationToken.None) is not null);
        Assert.Equal(AccessTable.Allows(role, Operation.ExportHistory), may);
    }

    [Fact]
    public async Task Reader_WhoWasDisabled_IsNone()
    {
        await Portal.ApplyAsync(Administrator, new DisablePerson(Engineer.Id));

        Assert.Null(await Query.ReaderAsync(Engineer, CancellationToken.None));
    }

    [Theory]
    [InlineData(ExportForm.Csv)]
    [InlineData(ExportForm.JsonLines)]
    public async Task Engineer_SecurityEntries_AreNotInIt(ExportForm form)
    {
        await Portal.AToggleAsync();

        var text = Encoding.UTF8.GetString((await WriteAsync(HistoryFilter.None, Engineer, form)).ToArray());

        Assert.Contains("Spring storefront", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AddPerson", text, StringComparison.Ordinal);
        Assert.Contains("AddPerson", Encoding.UTF8.GetString((await WriteAsync(HistoryFilter.None, Auditor, form)).ToArray()), StringComparison.Ordinal);
    }

    /// <summary>They export nothing today; should that change, gaps between numbers must not tell of what they may not see.</summary>
    [Fact]
    public async Task WhoSeesNoNumbers_GetsNoNumbersNorHashes()
    {
        await Portal.AToggleAsync();

        var csv = Exported.Csv(await WriteAsync(HistoryFilter.None, Marketing, ExportForm.Csv));
        var lines = Lines(await WriteAsync(HistoryFilter.None, Marketing, ExportForm.JsonLines));

        Assert.NotEmpty(csv);
        Assert.DoesNotContain(csv, row => row.ContainsKey("Number") || row.ContainsKey("Hash"));
        Assert.DoesNotContain(lines, line => line.TryGetProperty("sequence", out _) || line.TryGetProperty("hash", out _) || line.TryGetProperty("previousHash", out _));
    }

    [Fact]
    public async Task Csv_HasAMarkAndEveryColumn()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production), "=HYPERLINK(\"http://x\")");

        var file = await WriteAsync(HistoryFilter.None, Auditor, ExportForm.Csv);

        Assert.Equal([0xef, 0xbb, 0xbf], file.ToArray()[..3]);
        var row = Exported.Csv(file)[^1];
        var entry = (await Portal.EntriesAsync())[^1];
        Assert.Equal(
            [
                $"{entry.Sequence}", "2026-05-04T09:30:00.000000Z", "2026-05-04 11:30:00", "Maria Marketing", "", "released Spring storefront to everyone on Production",
                "'=HYPERLINK(\"http://x\")", "production", "Control", "spring-storefront",
                "ReleaseControlToEveryone", "Button", "", entry.Hash,
            ],
            row.Values);
    }

    [Fact]
    public async Task JsonLines_HaveTheStatesWithPersonalTextsPutBack()
    {
        await Portal.AGroupAsync();

        var line = Lines(await WriteAsync(HistoryFilter.None, Auditor, ExportForm.JsonLines))[^1];

        Assert.Equal("Erik Engineer", line.GetProperty("actor").GetProperty("name").GetString());
        Assert.All(line.GetProperty("after").GetProperty("members").EnumerateArray(), member => Assert.Equal(JsonValueKind.String, member.ValueKind));
        Assert.Equal((await Portal.EntriesAsync())[^1].Hash, line.GetProperty("hash").GetString());
    }

    [Fact]
    public async Task ManyEntries_GoOutInStretches_AndTheRunIsToldHowFar()
    {
        await ManyAsync(2_100);
        var run = new ExportRun(Auditor.Id, TimeProvider.System);
        var stream = new Stretches();

        Assert.True(await Query.WriteAsync(stream, HistoryFilter.None, Berlin, Auditor, ExportForm.Csv, run, CancellationToken.None));

        var entries = await Portal.EntriesAsync();
        Assert.Equal(entries.Count, run.Entries);
        Assert.Equal(1, run.Part);
        Assert.InRange(stream.Writes, 3, 5);
        Assert.InRange(stream.Longest, 1, 1_000_000);
    }

    [Fact]
    public async Task WhoLosesTheirRoleMeanwhile_GetsNoMore()
    {
        await ManyAsync(1_500);
        var stream = new Stretches { AfterFirst = () => Portal.ApplyAsync(Administrator, new SetRoles(Auditor.Id, [Role.Marketing])) };

        Assert.False(await Query.WriteAsync(stream, HistoryFilter.None, Berlin, Auditor, ExportForm.Csv, new ExportRun(Auditor.Id, TimeProvider.System), CancellationToken.None));
        Assert.Equal(1, stream.Writes);
    }

    [Fact]
    public async Task GivenUp_TheQueryEnds()
    {
        await ManyAsync(1_500);
        using var gone = new CancellationTokenSource();
        var stream = new Stretches { AfterFirst = gone.CancelAsync };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Query.WriteAsync(stream, HistoryFilter.None, Berlin, Auditor, ExportForm.Csv, new ExportRun(Auditor.Id, TimeProvider.System), gone.Token));
        Assert.Equal(1, stream.Writes);
    }

    private static Gen<Happening> Happenings(string[] controls) =>
        from control in Gen.Elements(controls)
        from environment in Gen.Elements(Given.Production, Given.Staging)
        from act in Gen.Choose(0, 5)
        from number in Gen.Choose(1, 9_999)
        select new Happening(control, environment, act, number);

    // In change sets of a hundred: one transaction each.
    private async Task ManyAsync(int count)
    {
        var key = await Portal.AToggleAsync();
        for (var done = 0; done < count; done += 100)
        {
            var from = done;
            await Portal.ApplyAsync(
                Marketing, [.. Enumerable.Range(1, 100).Select(Change (index) => new ReleaseControlToEveryone(key, Given.Production, Share: ((from + index) % 9_000) + 1))]);
        }
    }

    private async Task<IReadOnlyList<HistoryRow>> PageAsync(HistoryFilter filter, Actor reader)
    {
        var query = new HistoryQuery(Contexts, Portal.Clock);
        var stretch = await query.NewestAsync(filter, reader, Berlin);
        var rows = new List<HistoryRow>(stretch.Rows);
        while (stretch.HasMore)
        {
            stretch = await query.OlderAsync(filter, reader, Berlin, rows[^1].Sequence);
            rows.AddRange(stretch.Rows);
        }

        rows.Reverse();
        return rows;
    }

    private async Task<MemoryStream> WriteAsync(HistoryFilter filter, Actor reader, ExportForm form)
    {
        var stream = new MemoryStream();
        Assert.True(await Query.WriteAsync(stream, filter, Berlin, reader, form, new ExportRun(reader.Id, TimeProvider.System), CancellationToken.None));
        return new MemoryStream(stream.ToArray());
    }

    private static List<JsonElement> Lines(MemoryStream file) =>
        [.. Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private sealed record Happening(string Control, string On, int Act, int Number)
    {
        public Change Change() => Act switch
        {
            0 => new ReleaseControlToEveryone(Control, On, Share: Number),
            1 => new Withdraw(Control, On),
            2 => new HandOver(Control),
            3 => new TakeBack(Control),
            4 => new EditGroup(Given.EarlyAccess, Given.GroupDetails($"Group {Number}")),
            _ => new ReleaseToGroups(Control, On, [new GroupRule(Given.EarlyAccess, Serving.Of(Variant.On))]),
        };
    }

    /// <summary>Counts what is written to it, and keeps none of it.</summary>
    private sealed class Stretches : MemoryStream
    {
        public int Writes { get; private set; }

        public int Longest { get; private set; }

        public Func<Task>? AfterFirst { get; init; }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (Writes, Longest) = (Writes + 1, Math.Max(Longest, buffer.Length));
            if (Writes is 1 && AfterFirst is not null)
                await AfterFirst();
        }
    }
}

public sealed class FilteredQueryOnSqliteTests() : FilteredQueryTests(postgres: null);

public sealed class FilteredQueryOnPostgreSqlTests(PostgresServer postgres) : FilteredQueryTests(postgres);
