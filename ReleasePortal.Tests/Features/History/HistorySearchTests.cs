using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReleasePortal.Changes.Search;
using ReleasePortal.Data;
using ReleasePortal.Data.Search;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Features.History;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History;

/// <summary>What is found by words, by both databases' own engines, and what they are kept in step by.</summary>
public abstract class HistorySearchTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private const string OnProduction = "released Spring storefront to everyone on Production";

    private HistoryQuery Query => new(Contexts, Portal.Clock);

    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    [Theory]
    [InlineData("zürich")]
    [InlineData("ZURICH cafe")]
    [InlineData("cafe zur")] // the last word is still being typed
    [InlineData("cafe storef")] // the beginning of a longer word
    [InlineData("zurich produc")]
    [InlineData("maria storefront production")] // who, what and where
    [InlineData("spring-storefront zurich")]
    [InlineData("opens: the \"café\"")]
    public async Task Words_OfTheSentenceOrTheReason_FindIt(string text)
    {
        await SpringIsReleasedAsync("The Café in Zürich opens");

        Assert.Equal([OnProduction], await SaidAsync(Auditor, text));
    }

    [Theory]
    [InlineData("urich")] // not how the word begins
    [InlineData("cafe storefx")]
    [InlineData("storef zurich")]
    [InlineData("caf zurich")] // only the last word may be unfinished
    [InlineData("zurich NOT cafe")]
    [InlineData("zurich OR nothing")]
    [InlineData("NEAR(cafe zurich)")]
    [InlineData("Words:zurich x")]
    [InlineData("zurich*x")]
    [InlineData("\"")]
    [InlineData("'); DROP TABLE \"Entries\"; --")]
    [InlineData("*")]
    [InlineData("^-:{}()")]
    [InlineData("\0")]
    public async Task Words_ThatAreNotThere_FindNothingHoweverTheyAreWritten(string text)
    {
        await SpringIsReleasedAsync("The Café in Zürich opens");

        Assert.Empty(await SaidAsync(Auditor, text));
        Assert.Equal(new HistoryCount(0, IsExact: true), await CountAsync(Auditor, new HistoryFilter { Text = text }));
    }

    [Theory]
    [InlineData("-zurich")]
    [InlineData("zurich*")]
    [InlineData("\"zurich\" *")]
    [InlineData("(zurich:) & !|")]
    public async Task Words_WithSignsAround_AreFoundAsIfTheSignsWereNotThere(string text)
    {
        await SpringIsReleasedAsync("The Café in Zürich opens");

        Assert.Equal([OnProduction], await SaidAsync(Auditor, text));
    }

    [Fact]
    public async Task Marketing_OperationalControl_IsInNoHitAndNoCount()
    {
        await SpringIsReleasedAsync("database at 95 % CPU");
        var before = await CountsAsync(Marketing);
        var recommendations = await Portal.AKillSwitchAsync();
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(recommendations, Given.Production), "always on");
        await Portal.ApplyAsync(Engineer, new Withdraw(recommendations, Given.Production), "database at 95 % CPU");

        Assert.Equal(before, await CountsAsync(Marketing));
        Assert.Empty(await SaidAsync(Marketing, "recommendations"));
        Assert.Equal([OnProduction], await SaidAsync(Marketing, "database"));
        Assert.Equal(2, (await SaidAsync(Auditor, "database")).Count);
        foreach (var purpose in Enum.GetValues<HistoryPurpose>())
            Assert.DoesNotContain(await SaidAsync(Marketing, new HistoryFilter { Purpose = purpose }), said => said.Contains("Recommendations", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Purpose_IsThatOfTheTime()
    {
        var key = await Portal.AToggleAsync(Purpose.Operational);
        await Portal.ApplyAsync(Engineer, new HandOver(key));
        await Portal.AGroupAsync();

        Assert.Equal(["created Spring storefront"], await SaidAsync(Auditor, new HistoryFilter { Purpose = HistoryPurpose.Operational }));
        Assert.Equal(["handed Spring storefront over to the business"], await SaidAsync(Auditor, new HistoryFilter { Purpose = HistoryPurpose.Business }));
        Assert.Contains("defined the group Early access", await SaidAsync(Auditor, new HistoryFilter { Purpose = HistoryPurpose.Neither }));
    }

    [Fact]
    public async Task ARefusedChangeSet_LeavesNothingToFind()
    {
        var key = await Portal.AToggleAsync();

        await Portal.TryAsync(Marketing, [new ReleaseControlToEveryone(key, Given.Production), new Withdraw("no-such-control", Given.Production)], "the café opens");

        Assert.Empty(await SaidAsync(Auditor, "cafe"));
        await using var database = await Contexts.CreateDbContextAsync(Xunit.TestContext.Current.CancellationToken);
        Assert.Empty(await database.EntriesWith(["cafe"], 1, long.MaxValue).ToListAsync(Xunit.TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Backfill_EntriesWithoutDocuments_AreFoundAgain_AlsoWhenItWasBrokenOff()
    {
        await SpringIsReleasedAsync("The Café in Zürich opens");
        for (var time = 0; time < 120; time++) // more than are made at once
        {
            await Portal.ApplyAsync(Marketing, new Withdraw("spring-storefront", Given.Production));
            await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone("spring-storefront", Given.Production));
        }

        var head = await Query.HeadAsync(Xunit.TestContext.Current.CancellationToken);
        await InTransactionAsync(database => database.DropDocumentsAsync([.. Sequences(head)], CancellationToken.None));
        await Portal.ApplyAsync(Marketing, new Withdraw("spring-storefront", Given.Production), "meanwhile");
        Assert.Empty(await SaidAsync(Auditor, "cafe"));

        Assert.Equal(200, await Backfill().WriteNextAsync(CancellationToken.None));
        Assert.Empty(await SaidAsync(Auditor, "cafe")); // the newest come first
        Assert.Equal(head - 200, await Backfill().WriteNextAsync(CancellationToken.None));
        Assert.Equal(0, await Backfill().WriteNextAsync(CancellationToken.None));

        Assert.Equal([OnProduction], await SaidAsync(Auditor, "cafe"));
        Assert.Single(await SaidAsync(Auditor, "meanwhile"));
    }

    [Fact]
    public async Task Backfill_OnAPortalThatStarts_RunsByItself()
    {
        await SpringIsReleasedAsync("The Café in Zürich opens");
        var head = await Query.HeadAsync(Xunit.TestContext.Current.CancellationToken);
        await InTransactionAsync(database => database.DropDocumentsAsync([.. Sequences(head)], CancellationToken.None));

        using var backfill = Backfill();
        await backfill.StartAsync(CancellationToken.None);
        while (!backfill.ExecuteTask!.IsCompleted)
        {
            Portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal([OnProduction], await SaidAsync(Auditor, "cafe"));
    }

    [Fact]
    public async Task Rewrite_AForgottenText_IsNoLongerFound()
    {
        await SpringIsReleasedAsync("The Café in Zürich opens");
        var entry = (await Portal.EntriesAsync())[^1];

        await InTransactionAsync(async database =>
        {
            await database.EntryTexts.Where(text => text.Sequence == entry.Sequence && text.Text.Contains("Zürich")).ExecuteDeleteAsync();
            await database.RewriteDocumentsAsync([entry.Sequence], CancellationToken.None);
        });

        Assert.Empty(await SaidAsync(Auditor, "zurich"));
        Assert.Equal([OnProduction], await SaidAsync(Auditor, "maria storefront"));
    }

    [Fact]
    public async Task Choices_Represented_AreThoseForWhomAKeyDidSomethingThatTheReaderMaySee()
    {
        var choices = new HistoryChoicesQuery(Contexts);
        var key = await Portal.AToggleAsync(Purpose.Operational);
        await Portal.ApplyAsync(Actor.ScheduleFor(Engineer.Id), new ReleaseControlToEveryone(key, Given.Production), "as planned");

        Assert.Equal([new PersonChoice(Engineer.Id, Engineer.Name)], await choices.RepresentedAsync(Auditor, CancellationToken.None));
        Assert.Empty(await choices.RepresentedAsync(Marketing, CancellationToken.None));
        Assert.Single(await SaidAsync(Auditor, new HistoryFilter { OnBehalfOf = Engineer.Id }));
        Assert.Empty(await SaidAsync(Marketing, new HistoryFilter { OnBehalfOf = Engineer.Id }));
        Assert.Empty(await SaidAsync(Auditor, new HistoryFilter { OnBehalfOf = Marketing.Id }));
    }

    private SearchBackfill Backfill() => new(Contexts, Portal.Clock, NullLogger<SearchBackfill>.Instance);

    private static IEnumerable<long> Sequences(long head)
    {
        for (var sequence = 1L; sequence <= head; sequence++)
            yield return sequence;
    }

    private async Task InTransactionAsync(Func<PortalDbContext, Task> act)
    {
        await using var database = await Contexts.CreateDbContextAsync();
        await using var transaction = await database.Database.BeginTransactionAsync();
        await act(database);
        await transaction.CommitAsync();
    }

    private async Task SpringIsReleasedAsync(string reason)
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production), reason);
    }

    private Task<IReadOnlyList<string>> SaidAsync(Actor reader, string text) => SaidAsync(reader, new HistoryFilter { Text = text });

    private async Task<IReadOnlyList<string>> SaidAsync(Actor reader, HistoryFilter filter) =>
        [.. (await Query.NewestAsync(filter, reader, TimeZoneInfo.Utc)).Rows.Select(row => row.Said.Plain())];

    private Task<HistoryCount> CountAsync(Actor reader, HistoryFilter filter) => Query.CountAsync(filter, reader, TimeZoneInfo.Utc);

    private async Task<IReadOnlyList<HistoryCount>> CountsAsync(Actor reader) =>
    [
        await CountAsync(reader, HistoryFilter.None),
        await CountAsync(reader, new HistoryFilter { Text = "database" }),
        await CountAsync(reader, new HistoryFilter { Text = "recommendations" }),
        await CountAsync(reader, new HistoryFilter { Person = Given.AnEngineer.Id }),
        await CountAsync(reader, new HistoryFilter { Control = "recommendations-kill-switch" }),
        await CountAsync(reader, new HistoryFilter { Purpose = HistoryPurpose.Operational }),
        await CountAsync(reader, new HistoryFilter { Purpose = HistoryPurpose.Neither }),
    ];
}

public sealed class HistorySearchOnSqliteTests() : HistorySearchTests(postgres: null);

public sealed class HistorySearchOnPostgreSqlTests(PostgresServer postgres) : HistorySearchTests(postgres);
