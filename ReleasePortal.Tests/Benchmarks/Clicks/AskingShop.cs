using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ReleasePortal.Benchmarks.Clicks;

/// <summary>An application that asks over OFREP, with the demo's key for production, whether one control is on.</summary>
internal sealed class AskingShop : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _control;

    public AskingShop(Uri portal, string control)
    {
        _http = new HttpClient { BaseAddress = portal };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "rp_server_demo_production");
        _control = control;
    }

    /// <summary>Asks again and again, each time as soon as the last answer has come.</summary>
    /// <returns>When the first answer came that says it is on.</returns>
    public async Task<DateTimeOffset> WaitUntilOnAsync(CancellationToken cancellationToken)
    {
        while (!await IsOnAsync(cancellationToken))
        {
        }

        return TimeProvider.System.GetUtcNow();
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> IsOnAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(
            $"/ofrep/v1/evaluate/flags/{_control}", new { context = new { targetingKey = "shopper-1001" } }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var evaluation = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return evaluation.GetProperty("value").GetBoolean();
    }
}
