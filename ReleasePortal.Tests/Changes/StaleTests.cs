using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>A change made from a page that shows an older state is refused, and told what happened meanwhile.</summary>
public abstract class StaleTests(PostgresServer? postgres) : DeskTests(postgres)
{
    [Fact]
    public async Task Apply_StateChangedMeanwhile_NamesWhoChangedWhat()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production, Share: 100), reason: "canary");

        var result = await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production, SeenVersion: 0));

        Assert.Equal(
            "Erik Engineer released Spring storefront to 1 % of everyone on Production: canary",
            Assert.IsType<Stale>(result.Refusal).Meanwhile!.Plain(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("Erik Engineer", result.Refusal.Message.ToString(), StringComparison.Ordinal);
        Assert.Equal(ReleaseState.ToEveryone(Serving.Of(Variant.On), 100), await Portal.StateAsync(key));
    }

    [Fact]
    public async Task Apply_DefinitionChangedMeanwhile_NamesWhoChangedWhat()
    {
        var key = await Portal.AToggleAsync();
        var seen = (await Portal.ControlAsync(key)).Version;
        await Portal.ApplyAsync(Given.AnotherEngineer, new EditControl(key, Given.Details("Renamed")));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production)); // another version

        var result = await Portal.TryAsync(Engineer, new EditControl(key, Given.Details("Other"), seen));

        Assert.Equal("Elena Engineer edited Renamed", Assert.IsType<Stale>(result.Refusal).Meanwhile!.Plain());
    }

    [Fact]
    public async Task Apply_GroupChangedMeanwhile_NamesWhoChangedWhat()
    {
        var group = await Portal.AGroupAsync();
        await Portal.ApplyAsync(Given.AnotherEngineer, new EditGroup(group, Given.GroupDetails("Renamed")));

        var result = await Portal.TryAsync(Engineer, new RemoveGroup(group, SeenVersion: 1));

        Assert.Equal("Elena Engineer changed the group Renamed", Assert.IsType<Stale>(result.Refusal).Meanwhile!.Plain());
    }

    [Fact]
    public async Task Apply_EnvironmentChangedMeanwhile_NamesWhoChangedWhat()
    {
        await Portal.AskForReasonsAsync();

        var result = await Portal.TryAsync(Administrator, new EditEnvironment(Given.Production, Given.EnvironmentDetails("Live"), SeenVersion: 1));

        Assert.Equal("Ada Administrator changed the environment Production", Assert.IsType<Stale>(result.Refusal).Meanwhile!.Plain());
    }

    [Fact]
    public async Task Apply_VersionThatIsNow_IsDone()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        Assert.True((await Portal.TryAsync(Marketing, new Withdraw(key, Given.Production, SeenVersion: 1))).IsSuccess);
    }

    [Fact]
    public async Task Apply_ChangedWhileItWasOperational_TellsMarketingNothingOfIt()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        await Portal.ApplyAsync(Engineer, new TakeBack(key));
        await Portal.ApplyAsync(Engineer, new Withdraw(key, Given.Production), reason: "incident 42");
        await Portal.ApplyAsync(Engineer, new HandOver(key));

        var forMarketing = await Portal.TryAsync(Marketing, new Withdraw(key, Given.Production, SeenVersion: 1));
        var forAnEngineer = await Portal.TryAsync(Engineer, new Withdraw(key, Given.Production, SeenVersion: 1));

        Assert.Null(Assert.IsType<Stale>(forMarketing.Refusal).Meanwhile);
        Assert.Equal("incident 42", Assert.IsType<Stale>(forAnEngineer.Refusal).Meanwhile!.Reason);
    }
}

public sealed class StaleOnSqliteTests() : StaleTests(postgres: null);

public sealed class StaleOnPostgreSqlTests(PostgresServer postgres) : StaleTests(postgres);
