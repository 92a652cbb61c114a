using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Evaluation.Flagd;

/// <summary>The stock <c>@openfeature/flagd-provider</c>, in-process, against the sync API.</summary>
public sealed class StockProviderTests(SyncPortal sync) : IClassFixture<SyncPortal>
{
    [Fact]
    public async Task Release_ReachesTheApplication()
    {
        await sync.Portal.ChangeAsync(new CreateControl("stock-toggle", ControlKind.Toggle, new() { Name = "Feature", RemoveBy = new DateOnly(2099, 12, 31) }));
        await using var application = await NodeScripts.StartAsync("follow.mjs", $"{sync.Address.Port}", sync.Portal.Secret, "stock-toggle", "ann");

        Assert.Equal("false off STATIC", await application.SaysAsync());
        await sync.Portal.ChangeAsync(new ReleaseControlToEveryone("stock-toggle", "production"));
        Assert.Equal("true on TARGETING_MATCH", await application.SaysAsync());
        await sync.Portal.ChangeAsync(new Withdraw("stock-toggle", "production"));
        Assert.Equal("false off STATIC", await application.SaysAsync());
    }
}
