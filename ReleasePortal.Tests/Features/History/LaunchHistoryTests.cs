using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Components.Entries;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Features.History;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History;

/// <summary>Launches in the history: as sentences, with a link, by filter, and never for those who may not see them.</summary>
public abstract class LaunchHistoryTests(PostgresServer? postgres) : LaunchDeskTests(postgres)
{
    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    [Fact]
    public async Task Launch_Filter_HasEverythingThatWasDoneForIt()
    {
        var launch = await ALaunchAsync(await Portal.AToggleAsync());
        await DoAsync(Marketing, new StartLaunch(launch));

        var rows = await RowsAsync(Auditor, new HistoryFilter { Launch = launch });

        Assert.Equal(
            ["launched Trade show", "released Spring storefront to everyone on Production", "prepared the launch Trade show"],
            rows.Select(row => row.Said.Plain()));
        Assert.Equal(("Trade show", $"/launches/{launch}"), (rows[0].LinkName, rows[0].Href));
        Assert.Equal("Trade show", await new HistoryChoicesQuery(Contexts).LaunchNameAsync(launch, Auditor));
    }

    [Theory]
    [InlineData("launched", "StartLaunch")]
    [InlineData("taken-back", "UndoLaunch")]
    [InlineData("planned", "CreateLaunch")]
    public async Task Action_Filter_FindsWhatWasDoneToLaunches(string action, string change)
    {
        var launch = await ALaunchAsync(await Portal.AToggleAsync());
        await DoAsync(Marketing, new StartLaunch(launch));
        await DoAsync(Marketing, new UndoLaunch(launch, []));

        var row = Assert.Single(await RowsAsync(Marketing, new HistoryFilter { Action = action }));

        Assert.Equal(change, (await Portal.EntriesAsync()).Single(entry => entry.Id == row.Id).Action);
    }

    [Fact]
    public async Task Text_Filter_FindsALaunchByItsName()
    {
        await ALaunchAsync(Details(await Portal.AToggleAsync()) with { Notes = "" });

        Assert.Single(await RowsAsync(Marketing, new HistoryFilter { Text = "trade", Action = "planned" }));
    }

    [Fact]
    public async Task OperationalLaunch_IsReadByThoseOnlyWhoReadOfItsControls_AndHasAPageForEngineers()
    {
        var launch = await ALaunchAsync(await Portal.AToggleAsync(), await Portal.AKillSwitchAsync());
        await DoAsync(Engineer, new StartLaunch(launch));
        var filter = new HistoryFilter { Launch = launch, Action = "launched" };

        Assert.Empty(await RowsAsync(Marketing, filter));
        Assert.Null(await new HistoryChoicesQuery(Contexts).LaunchNameAsync(launch, Marketing));
        Assert.Null(Assert.Single(await RowsAsync(Auditor, filter)).Href);
        Assert.NotNull(Assert.Single(await RowsAsync(Engineer, filter)).Href);
    }

    [Fact]
    public async Task Difference_OfALaunch_IsInWords()
    {
        var launch = await ALaunchAsync(await Portal.AToggleAsync());
        await DoAsync(Marketing, new StartLaunch(launch));
        var entry = (await Portal.EntriesAsync()).Single(entry => entry.Action is nameof(StartLaunch));

        var differences = new ServiceCollection().AddLogging().AddComponents().BuildServiceProvider().GetRequiredService<Differences>();
        var fields = differences.Of(await Portal.LineAsync(entry), EntryNames.None);

        Assert.Equal(
            [
                new FieldDifference("Status", "Draft", "Launched"),
                new FieldDifference(
                    "Steps",
                    "Everyone on Production will see Spring storefront.",
                    "Everyone on Production will see Spring storefront. (done)"),
            ],
            fields);
    }

    private async Task<IReadOnlyList<HistoryRow>> RowsAsync(Actor reader, HistoryFilter filter) =>
        (await new HistoryQuery(Contexts, Portal.Clock).NewestAsync(filter, reader, TimeZoneInfo.Utc)).Rows;
}

public sealed class LaunchHistoryOnSqliteTests() : LaunchHistoryTests(postgres: null);

public sealed class LaunchHistoryOnPostgreSqlTests(PostgresServer postgres) : LaunchHistoryTests(postgres);
