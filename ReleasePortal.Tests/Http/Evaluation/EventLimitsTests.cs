using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ReleasePortal.Tests.Http.Evaluation;

/// <summary>A portal with room for two readers, which logs all that ASP.NET Core can say.</summary>
public sealed class EventLimitsTests : IAsyncLifetime
{
    private readonly EvaluationPortal _portal = new();

    public async ValueTask InitializeAsync()
    {
        _portal.With("Events:ReadersPerKey", "1").With("Events:Readers", "2")
            .With("Logging:LogLevel:Default", "Trace").With("Logging:LogLevel:Microsoft.AspNetCore", "Trace");
        await _portal.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task MoreReadersThanThereMayBe_HaveToComeBackLater()
    {
        var first = await AddressAsync(_portal.Secret);
        using var one = await Listener.ListenAsync(_portal.NewVisitor(), first);
        await AssertLaterAsync(HttpStatusCode.TooManyRequests, first);

        using var two = await Listener.ListenAsync(_portal.NewVisitor(), await AddressAsync());
        await AssertLaterAsync(HttpStatusCode.ServiceUnavailable, await AddressAsync());
    }

    [Fact]
    public async Task PortalStops_StreamsEnd()
    {
        using var listener = await Listener.ListenAsync(_portal.NewVisitor(), await AddressAsync(_portal.Secret));
        Assert.NotNull(await listener.NextAsync());

        _portal.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Null(await listener.NextAsync());
    }

    [Fact]
    public async Task Token_IsNeverLogged()
    {
        var address = await AddressAsync(_portal.Secret);
        using var listener = await Listener.ListenAsync(_portal.NewVisitor(), address);
        using var refused = await Listener.OpenAsync(_portal.NewVisitor(), address);

        Assert.Contains(_portal.Logs, line => line.Contains("/ofrep/v1/events", StringComparison.Ordinal));
        Assert.DoesNotContain(_portal.Logs, line => line.Contains(address[^40..], StringComparison.Ordinal));
    }

    private async Task<string> AddressAsync(string? secret = null) =>
        (await _portal.NewApplication(secret ?? (await _portal.AddKeyAsync()).Secret).WhereAsync()).Address;

    private async Task AssertLaterAsync(HttpStatusCode status, string address)
    {
        using var refused = await Listener.OpenAsync(_portal.NewVisitor(), address);
        Assert.Equal(status, refused.Answer.StatusCode);
        Assert.Matches("^[1-9][0-9]*$", refused.Answer.Headers.GetValues("Retry-After").Single());
        Assert.NotNull((string?)(await refused.Answer.JsonAsync())["errorDetails"]);
    }
}
