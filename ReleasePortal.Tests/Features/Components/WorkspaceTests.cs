using Bunit;
using ReleasePortal.Components;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Components;

public class WorkspaceTests : ComponentTestContext
{
    [Fact]
    public async Task Start_NothingRemembered_ChoosesProduction()
    {
        await Workspace.StartAsync();

        Assert.Equal("production", Workspace.Environment.Key);
    }

    [Theory]
    [InlineData("staging", "staging")]
    [InlineData("gone-by-now", "production")]
    public async Task Start_EnvironmentRemembered_ChoosesItWhileItExists(string remembered, string chosen)
    {
        BrowserKnows(remembered);

        await Workspace.StartAsync();

        Assert.Equal(chosen, Workspace.Environment.Key);
    }

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin")]
    [InlineData("Middle/Earth", "UTC")]
    public async Task Start_TakesTheBrowsersZone_OrElseUtc(string told, string taken)
    {
        BrowserKnows(environment: null, told);

        await Workspace.StartAsync();

        Assert.Equal(taken, Workspace.Zone.Id);
    }

    [Fact]
    public async Task Start_ListsEnvironmentsByRank()
    {
        await Workspace.StartAsync();

        Assert.Equal(["development", "staging", "production"], Workspace.Environments.Select(environment => environment.Key));
    }

    [Fact]
    public async Task Start_NoEnvironmentYet_StillOpens()
    {
        Directory.Environments.Clear();

        await Workspace.StartAsync();

        Assert.Same(EnvironmentView.None, Workspace.Environment);
    }

    [Fact]
    public async Task Select_AnotherEnvironment_TellsAndRemembers()
    {
        await Workspace.StartAsync();
        var told = 0;
        Workspace.Changed += () => told++;

        await Workspace.SelectAsync("staging");
        await Workspace.SelectAsync("no-such-environment");

        Assert.Equal(("staging", 1), (Workspace.Environment.Key, told));
        Assert.Equal("staging", JSInterop.VerifyInvoke("portal.rememberEnvironment").Arguments[0]);
    }

    [Fact]
    public async Task Refresh_ChosenEnvironmentRenamed_ShowsItsNewName()
    {
        await Workspace.StartAsync();
        Directory.Environments[1] = Directory.Environments[1] with { Name = "Live shop" };

        await Workspace.RefreshAsync();

        Assert.Equal("Live shop", Workspace.Environment.Name);
    }

    [Fact]
    public async Task ToneOf_OnlyProductionHasProductionsColour()
    {
        await Workspace.StartAsync();

        Assert.Equal(["development", "staging", "production"], Workspace.Environments.Select(Workspace.ToneOf));
    }
}
