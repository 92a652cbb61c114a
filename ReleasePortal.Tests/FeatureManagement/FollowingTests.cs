using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.FeatureManagement;
using ReleasePortal.Tests.Http.Evaluation;

namespace ReleasePortal.Tests.FeatureManagement;

/// <summary>How an application keeps up with the portal.</summary>
public sealed class FollowingTests(FollowedPortal portal) : IClassFixture<FollowedPortal>
{
    [Fact]
    public async Task Change_ArrivesByItsEvent_WithoutPolling()
    {
        await using var application = await Application.StartAsync(portal);
        Assert.False(await application.IsOnAsync(EvaluationPortal.Closed));

        await portal.Portal.ChangeAsync(new ReleaseControlToEveryone(EvaluationPortal.Closed, "production"));
        await application.UntilAsync(() => application.IsOnAsync(EvaluationPortal.Closed));
        await portal.Portal.ChangeAsync(new Withdraw(EvaluationPortal.Closed, "production"));
        await application.UntilAsync(async () => !await application.IsOnAsync(EvaluationPortal.Closed));

        Assert.True(application.Portal.IsListening);
        Assert.Equal(HealthStatus.Healthy, await application.HealthAsync());
    }

    [Fact]
    public async Task FirstEvent_AndPolls_AreAnsweredWithout_AnythingToRead()
    {
        await using var application = await Application.StartAsync(portal, options => options.PollEvery = TimeSpan.FromSeconds(1));

        await application.UntilFetchedAsync(3);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.NotModified], application.Fetches.Take(3));
        Assert.Equal(1, application.Listens);
    }

    [Fact]
    public async Task WrongKey_IsNamedInTheLog_AndTriedNoOftenerThanPolling()
    {
        await using var application = await Application.StartAsync(portal, options => options.Key = "rp_server_wrong");

        await application.UntilLoggedAsync("It does not know the key (401): check ReleasePortal:Key.");
        await application.UntilLoggedAsync("Changes do not come at once; asking every 3600 s meanwhile. The portal answered 401.");

        Assert.False(await application.IsOnAsync(EvaluationPortal.Open));
        Assert.Equal(HealthStatus.Unhealthy, await application.HealthAsync());
        Assert.Equal((1, 1), (application.Fetches.Count, application.Listens));
        Assert.DoesNotContain(application.Logs, line => line.Contains("rp_server_wrong", StringComparison.Ordinal));
    }

    [Fact]
    public async Task KeyOfAnotherKind_IsRefusedInPlainWords()
    {
        var (secret, _) = await portal.Portal.AddKeyAsync(KeyKind.Browser);
        await using var application = await Application.StartAsync(portal, options => options.Key = secret);

        await application.UntilLoggedAsync("it takes a server key of the environment");
        Assert.Equal(StateSource.Nothing, application.Portal.Source);
    }
}

/// <summary>The portal goes away under a running application, and comes back.</summary>
public sealed class AbsenceTests : IAsyncLifetime
{
    private readonly FollowedPortal _portal = new();

    public ValueTask InitializeAsync() => _portal.InitializeAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task WhileThePortalIsAway_ValuesStay_AndThenTheyCatchUp()
    {
        await using var application = await Application.StartAsync(_portal, options => options.PollEvery = TimeSpan.FromSeconds(1));
        Assert.True(await application.IsOnAsync(EvaluationPortal.ToGroup));

        await _portal.StopAsync();
        await application.UntilLoggedAsync("The portal gave no release state");
        Assert.True(await application.IsOnAsync(EvaluationPortal.ToGroup));
        Assert.Equal(HealthStatus.Degraded, await application.HealthAsync());

        await _portal.StartAgainAsync();
        await _portal.AlterAsync(new Withdraw(EvaluationPortal.ToGroup, "production"));
        await application.UntilAsync(async () => !await application.IsOnAsync(EvaluationPortal.ToGroup));

        await application.UntilLoggedAsync("Changes come at once again.");
        await application.UntilLoggedAsync("The portal answers again.");
        Assert.Equal(HealthStatus.Healthy, await application.HealthAsync());
    }

    [Fact]
    public async Task StartWithoutThePortal_BeginsWithTheLastKnownState_AndCatchesUp()
    {
        using var folder = new TemporaryFolder();
        await using (await Application.StartAsync(_portal, options => options.StateFile = folder.File))
        {
            // It wrote down what it learned.
        }

        await _portal.StopAsync();
        await using var application = await Application.StartAsync(
            _portal, options => (options.StateFile, options.PollEvery) = (folder.File, TimeSpan.FromSeconds(1)));

        Assert.Equal(StateSource.File, application.Portal.Source);
        Assert.True(await application.IsOnAsync(EvaluationPortal.Open));
        Assert.False(await application.IsOnAsync(EvaluationPortal.Closed));
        Assert.Equal(HealthStatus.Degraded, await application.HealthAsync());
        Assert.Contains(application.Logs, line => line.StartsWith("Warning: Starting with the release state as of 20", StringComparison.Ordinal));

        await _portal.StartAgainAsync();
        await _portal.AlterAsync(new ReleaseControlToEveryone(EvaluationPortal.Closed, "production"));
        await application.UntilAsync(() => application.IsOnAsync(EvaluationPortal.Closed));
        Assert.Equal(StateSource.Portal, application.Portal.Source);
    }

    [Fact]
    public async Task StartWithoutThePortalAndAFile_KnowsNothing_AndSaysSo()
    {
        await _portal.StopAsync();
        await using var application = await Application.StartAsync(_portal);

        Assert.False(await application.IsOnAsync(EvaluationPortal.Open));
        Assert.Null(await application.Variants.GetVariantAsync(EvaluationPortal.Split));
        Assert.Equal((StateSource.Nothing, HealthStatus.Unhealthy), (application.Portal.Source, await application.HealthAsync()));
        Assert.Contains(application.Logs, line => line.StartsWith("Error: Starting without any release state", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PortalThatDoesNotAnswer_DelaysTheStart_NoLongerThanWasSaid()
    {
        await _portal.StopAsync();
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, _portal.Address.Port);
        silent.Start(); // takes the connection, and says nothing

        await using var application = await Application.StartAsync(_portal, options => options.StartTimeout = TimeSpan.FromMilliseconds(200));

        Assert.Contains(application.Logs, line => line.StartsWith("Warning: The portal did not answer within 0.2 s", StringComparison.Ordinal));
        Assert.Equal(StateSource.Nothing, application.Portal.Source);
    }
}
