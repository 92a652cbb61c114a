using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Features.History;
using ReleasePortal.Features.History.AsItWas;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History;

/// <summary>What each reader is told of a moment that has passed, on a real database.</summary>
public abstract class AsItWasQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    private AsItWasQuery Query => new(Contexts);

    [Fact]
    public async Task Withdrawn_AfterTheMoment_WasOpenThen()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        var moment = Later();
        await Portal.ApplyAsync(Marketing, new Withdraw(key, Given.Production));

        var row = await OnlyAsync(moment, Auditor);

        Assert.Equal((OnForEveryone, ReleaseState.Closed), (row.Then!.Control.StateOn(Given.Production), row.Now.Control.StateOn(Given.Production)));
        Assert.Equal([Difference.State], row.Differences);
        Assert.False((await OnlyAsync(moment, Auditor, Given.Staging)).Differs);
    }

    [Fact]
    public async Task ChangedAtThatVeryInstant_Counts()
    {
        var key = await Portal.AToggleAsync();
        Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var entry = (await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production))).Entries[0];

        Assert.Equal(OnForEveryone, (await OnlyAsync(entry.At, Auditor)).Then!.Control.StateOn(Given.Production));
        Assert.Equal(ReleaseState.Closed, (await OnlyAsync(entry.At.AddTicks(-10), Auditor)).Then!.Control.StateOn(Given.Production));
    }

    [Fact]
    public async Task CreatedLater_WasNotThere()
    {
        var moment = Later();
        await Portal.AToggleAsync();

        var row = await OnlyAsync(moment, Auditor);

        Assert.Null(row.Then);
        Assert.Equal([Difference.NotThere], row.Differences);
    }

    [Fact]
    public async Task Retired_ThenAndSince_IsSaid()
    {
        var key = await Portal.AToggleAsync();
        var before = Later();
        await Portal.ApplyAsync(Engineer, new Retire(key, NoCodeAsks: true));
        var retired = Later();

        Assert.Equal([Difference.Retired], (await OnlyAsync(before, Auditor)).Differences);
        Assert.True((await OnlyAsync(retired, Auditor)) is { Differs: false, Then.IsRetired: true });
        await Portal.ApplyAsync(Engineer, new RestoreControl(key));
        Assert.Equal([Difference.Restored], (await OnlyAsync(retired, Auditor)).Differences);
    }

    [Fact]
    public async Task GroupEditedSince_Differs()
    {
        var key = await Portal.AToggleAsync();
        await Portal.AGroupAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(key, Given.Production, [new GroupRule(Given.EarlyAccess, Serving.Of(Variant.On))]));
        var moment = Later();
        await Portal.ApplyAsync(Engineer, new EditGroup(Given.EarlyAccess, Given.GroupDetails() with { Members = ["cat"] }));

        Assert.Equal([Difference.Groups], (await OnlyAsync(moment, Auditor)).Differences);
    }

    [Fact]
    public async Task RenamedSince_HasTheNameOfThen()
    {
        var key = await Portal.AToggleAsync();
        var moment = Later();
        await Portal.ApplyAsync(Engineer, new EditControl(key, Given.Details("Summer storefront")));

        var row = await OnlyAsync(moment, Auditor);

        Assert.Equal(("Spring storefront", "Summer storefront"), (row.Name, row.Now.Control.Name));
        Assert.Equal([Difference.Name], row.Differences);
    }

    [Fact]
    public async Task WithoutOperationalSight_AKillSwitchIsNeverThere()
    {
        await Portal.AKillSwitchAsync();
        var moment = Later();

        foreach (var reader in new[] { Marketing, Administrator, Given.SomebodyWithoutARole })
        {
            Assert.Empty((await Query.ReadAsync(Given.Production, moment, reader)).Rows);
            Assert.Empty((await Query.StateAsync(Given.Production, moment, reader)).Controls);
        }

        Assert.Single((await Query.ReadAsync(Given.Production, moment, Auditor)).Rows);
        Assert.Single((await Query.ReadAsync(Given.Production, moment, Engineer)).Rows);
    }

    [Fact]
    public async Task Marketing_OperationalThenAndBusinessNow_ReadsAsNotThere()
    {
        var key = await Portal.AToggleAsync(Purpose.Operational);
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production), "a secret test");
        var moment = Later();
        await Portal.ApplyAsync(Engineer, new HandOver(key));

        Assert.Null((await OnlyAsync(moment, Marketing)).Then);
        Assert.Empty((await Query.StateAsync(Given.Production, moment, Marketing)).Controls);
        Assert.NotNull((await OnlyAsync(moment, Auditor)).Then);

        // From then on it is theirs with the state that it came with.
        Assert.Equal(OnForEveryone, (await OnlyAsync(Later(), Marketing)).Then!.Control.StateOn(Given.Production));
    }

    [Fact]
    public async Task Marketing_BusinessThenAndOperationalNow_ReadsNothing()
    {
        var key = await Portal.AToggleAsync();
        var moment = Later();
        await Portal.ApplyAsync(Engineer, new TakeBack(key));

        Assert.Empty((await Query.ReadAsync(Given.Production, moment, Marketing)).Rows);
        Assert.Empty((await Query.StateAsync(Given.Production, moment, Marketing)).Controls);
    }

    [Fact]
    public async Task Page_OfAKillSwitch_IsLinkedOnlyForThoseWhoHaveOne()
    {
        var key = await Portal.AKillSwitchAsync();

        Assert.Null((await OnlyAsync(Later(), Auditor)).Href);
        Assert.Equal("/controls/" + key, (await OnlyAsync(Later(), Engineer)).Href);
    }

    [Fact]
    public async Task User_OutOfTheGroupSince_GotItThen()
    {
        var key = await Portal.AToggleAsync();
        await Portal.AGroupAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(key, Given.Production, [new GroupRule(Given.EarlyAccess, Serving.Of(Variant.On))]));
        var moment = Later();
        await Portal.ApplyAsync(Engineer, new EditGroup(Given.EarlyAccess, Given.GroupDetails() with { Members = ["cat"] }));

        Assert.Equal(Variant.On, await GotAsync(key, "ann", moment));
        Assert.Equal(Variant.Off, await GotAsync(key, "cat", moment));
        Assert.Equal(Variant.Off, await GotAsync(key, "ann", Later()));
    }

    [Fact]
    public async Task Around_AMoment_IsReadInOrderOnAllEnvironmentsAndNoFurther()
    {
        var key = await Portal.AToggleAsync();
        Portal.Clock.Advance(TimeSpan.FromMinutes(30));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Staging));
        Portal.Clock.Advance(TimeSpan.FromMinutes(4));
        var moment = Portal.Clock.GetUtcNow();
        Portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await Portal.ApplyAsync(Marketing, new Withdraw(key, Given.Production));

        var around = await new HistoryQuery(Contexts, Portal.Clock).AroundAsync(moment, TimeSpan.FromMinutes(5), Auditor);

        Assert.Equal(
            ["released Spring storefront to everyone on Staging", "released Spring storefront to everyone on Production"],
            around.Rows.Select(row => row.Said.Plain()));
        Assert.False(around.HasMore);
    }

    [Fact]
    public async Task Around_AnIncident_MarketingReadsNothingOfIt()
    {
        var key = await Portal.AKillSwitchAsync();
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production), "always on");
        var history = new HistoryQuery(Contexts, Portal.Clock);
        var moment = Portal.Clock.GetUtcNow();

        Assert.DoesNotContain((await history.AroundAsync(moment, TimeSpan.FromHours(1), Marketing)).Rows, AboutIt);
        Assert.Contains((await history.AroundAsync(moment, TimeSpan.FromHours(1), Auditor)).Rows, AboutIt);

        static bool AboutIt(HistoryRow row) => row.Said.Plain().Contains("Recommendations", StringComparison.Ordinal);
    }

    private async Task<string?> GotAsync(string key, string user, DateTimeOffset at)
    {
        var state = (await Query.StateAsync(Given.Production, at, Auditor)).On(Given.Production);
        return state.Evaluate(key, new UserContext(user, new Dictionary<string, AttributeValue>()), out var answer) ? answer.Variant!.Key : null;
    }

    private async Task<AsItWasRow> OnlyAsync(DateTimeOffset at, Actor reader, string on = Given.Production) =>
        Assert.Single((await Query.ReadAsync(on, at, reader)).Rows);

    /// <summary>A moment after all that was done so far, and before what comes.</summary>
    private DateTimeOffset Later()
    {
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var moment = Portal.Clock.GetUtcNow();
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        return moment;
    }
}

public sealed class AsItWasQueryOnSqliteTests() : AsItWasQueryTests(postgres: null);

public sealed class AsItWasQueryOnPostgreSqlTests(PostgresServer postgres) : AsItWasQueryTests(postgres);
