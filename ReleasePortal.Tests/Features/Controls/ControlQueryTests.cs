using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components.Deployed;
using ReleasePortal.Data;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Features.Controls;
using ReleasePortal.Features.Controls.Single;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Controls;

/// <summary>What the page of one control and the search box read, from both databases.</summary>
public abstract class ControlQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    [Fact]
    public async Task Find_AControl_HasWhatItsWordsNeed()
    {
        await Portal.AToggleAsync();
        await Portal.AGroupAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseToGroups("spring-storefront", "production", [new(Given.EarlyAccess, Serving.Of(Variant.On))]), "a few first");

        var view = await new ControlQuery(Contexts, new DeployedQuery(Contexts), Portal.Clock).FindAsync("spring-storefront", Marketing);

        Assert.Equal(("General", "Early access"), (view!.AreaName, view.GroupName(Given.EarlyAccess)));
        Assert.Equal((Marketing.Name, "a few first"), (view.LastChanges["production"].ActorName, view.LastChanges["production"].Reason));
        Assert.Equal("HandOver", view.LastEdit!.Sentence.Key);
    }

    [Fact]
    public async Task Find_OperationalControl_IsThereForEngineersOnly()
    {
        var key = await Portal.AKillSwitchAsync();
        var query = new ControlQuery(Contexts, new DeployedQuery(Contexts), Portal.Clock);

        Assert.NotNull(await query.FindAsync(key, Engineer));
        Assert.All([Marketing, Auditor, Administrator], actor => Assert.Null(query.FindAsync(key, actor).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task Find_HandOverAsked_NamesWhoAsked()
    {
        var key = await Portal.AKillSwitchAsync();
        await Portal.ApplyAsync(Given.AnotherEngineer, new HandOver(key));

        Assert.Equal(Given.AnotherEngineer.Name, (await new ControlQuery(Contexts, new DeployedQuery(Contexts), Portal.Clock).FindAsync(key, Engineer))!.HandOverAskedBy);
    }

    [Fact]
    public async Task Preview_OfAHandOver_ChangesNothing()
    {
        var key = await Portal.AToggleAsync(Purpose.Operational);

        var preview = await new ControlQuery(Contexts, new DeployedQuery(Contexts), Portal.Clock).PreviewAsync(new HandOver(key), Engineer);

        Assert.Equal("HandOver", preview.OrThrow().Key);
        Assert.Equal(Purpose.Operational, (await Portal.ControlAsync(key)).Purpose);
    }

    [Fact]
    public async Task History_IsReadByKey_NewestFirst()
    {
        var key = await Portal.AToggleAsync();
        for (var change = 0; change < 4; change++)
            await Portal.ApplyAsync(Marketing, change % 2 is 0 ? new ReleaseControlToEveryone(key, "production") : new Withdraw(key, "production"));
        var control = (await Portal.ControlAsync(key)).Id;
        var query = new ControlHistoryQuery(Contexts);

        var first = await query.ReadAsync(control, Marketing, before: null, most: 3);
        var rest = await query.ReadAsync(control, Marketing, first[^1].Entry.Sequence, most: 3);

        Assert.Equal(["Withdraw", "ReleaseControlToEveryone", "Withdraw"], first.Select(line => line.Entry.Action));
        Assert.Equal(["ReleaseControlToEveryone", "HandOver"], rest.Select(line => line.Entry.Action)); // it was created in engineers' hands
        Assert.Equal(6, (await query.ReadAsync(control, Auditor, before: null, most: 10)).Count);
    }

    [Fact]
    public async Task TryIt_AnswersAsApplicationsAreAnswered()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, "production", Share: 5_000));
        var query = new TryItQuery(Contexts);
        var user = new UserContext("shopper-1001");

        var explained = await query.ExplainAsync(key, "production", user, Marketing);

        var state = EnvironmentState.Compile("production", "1", [await Portal.ControlAsync(key)], []);
        state.Evaluate(key, user, out var answer);
        Assert.Equal((answer.Variant!.Key, answer.Reason), (explained!.Answer.Variant!.Key, explained.Answer.Reason));
        Assert.Null(await query.ExplainAsync("unknown", "production", user, Marketing));
    }

    [Fact]
    public async Task Search_FindsWhatTheActorSees()
    {
        await Portal.AToggleAsync();
        await Portal.AKillSwitchAsync();
        var query = new ControlSearchQuery(Contexts);

        Assert.Equal(["spring-storefront"], (await query.FindAsync("SPRING", Marketing, "production", CancellationToken.None)).Select(found => found.Key));
        Assert.Empty(await query.FindAsync("kill", Marketing, "production", CancellationToken.None));
        Assert.Single(await query.FindAsync("kill", Engineer, "production", CancellationToken.None));
    }
}

public sealed class ControlQueryOnSqliteTests() : ControlQueryTests(postgres: null);

public sealed class ControlQueryOnPostgreSqlTests(PostgresServer postgres) : ControlQueryTests(postgres);
