using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace ReleasePortal.FeatureManagement.Following;

/// <summary>What the portal answered.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Definitions">The whole state, when it is another one than was known.</param>
/// <param name="Tag">What to ask with next time.</param>
/// <param name="RetryAfter">When the portal wants to be asked again, if it said so.</param>
internal sealed record PortalAnswer(HttpStatusCode Status, byte[]? Definitions = null, string? Tag = null, TimeSpan? RetryAfter = null);

/// <summary>The portal's HTTP API, as far as it takes to follow an environment.</summary>
internal sealed class PortalClient : IDisposable
{
    /// <summary>How long an answer may take; a stream of events has no end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;

    public PortalClient(IOptions<ReleasePortalOptions> options)
    {
        // Connections are made anew now and then, so that a portal that moves is found.
        _http = new HttpClient(options.Value.Handler?.Invoke() ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = Patience })
        {
            BaseAddress = new Uri(options.Value.Address!.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Key!.Trim());
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(
            "ReleasePortal.FeatureManagement", typeof(PortalClient).Assembly.GetName().Version?.ToString(3)));
    }

    /// <summary>The whole state of the environment; only its status when it is still the known one.</summary>
    /// <exception cref="HttpRequestException">The portal cannot be reached, or hung up.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<PortalAnswer> FetchAsync(string? knownTag, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, "flagd/v1/flags.json");
        if (knownTag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", knownTag);

        using var response = await _http.SendAsync(request, patience.Token).ConfigureAwait(false);
        return response.StatusCode is HttpStatusCode.OK
            ? new PortalAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(patience.Token).ConfigureAwait(false), response.Headers.ETag?.ToString())
            : new PortalAnswer(response.StatusCode, RetryAfter: RetryAfter(response));
    }

    /// <summary>Begins to listen to the environment's events. Dispose the response to hang up.</summary>
    /// <param name="lastEventId">The last event that was acted on: if nothing happened since, none comes at first.</param>
    /// <exception cref="HttpRequestException">The portal cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It took too long to begin.</exception>
    public async Task<HttpResponseMessage> ListenAsync(string? lastEventId, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, "ofrep/v1/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
    }

    /// <summary>When the portal wants to be asked again; null when it did not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;

    public void Dispose() => _http.Dispose();
}
