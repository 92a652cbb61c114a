using System.Net;
using System.Text.Json.Nodes;

namespace ReleasePortal.Tests.Http.Evaluation;

/// <summary>An application that listens to the events of its environment.</summary>
internal sealed class Listener(HttpResponseMessage answer, StreamReader lines) : IDisposable
{
    // Only so that a test that waits for nothing ends: whatever is awaited comes in milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public HttpResponseMessage Answer => answer;

    /// <summary>Opens the stream at that address.</summary>
    public static async Task<Listener> OpenAsync(HttpClient client, string address, string? lastEventId = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        return new Listener(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    /// <summary>Opens the stream, which must be there.</summary>
    public static async Task<Listener> ListenAsync(HttpClient client, string address, string? lastEventId = null, string? origin = null)
    {
        var listener = await OpenAsync(client, address, lastEventId, origin);
        Assert.Equal(HttpStatusCode.OK, listener.Answer.StatusCode);
        return listener;
    }

    /// <summary>The next event; null when the stream has ended.</summary>
    public async Task<HeardEvent?> NextAsync()
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await lines.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.Length is 0 && fields.TryGetValue("data", out var data))
                return new HeardEvent(fields["id"], JsonNode.Parse(data)!);
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                fields[line[..colon]] = line[(colon + 1)..].TrimStart();
        }

        return null;
    }

    public void Dispose()
    {
        lines.Dispose();
        answer.Dispose();
    }
}

/// <summary>An event as it came.</summary>
internal sealed record HeardEvent(string Id, JsonNode Data);

internal static class ListeningExtensions
{
    /// <summary>Where a bulk evaluation says that events are.</summary>
    public static string EventAddress(this JsonNode bulk) => (string)bulk["eventStreams"]![0]!["endpoint"]!["requestUri"]!;

    /// <summary>Evaluates, and tells where events are and which state that was.</summary>
    public static async Task<(string Address, string Revision)> WhereAsync(this HttpClient application)
    {
        var bulk = await (await application.EvaluateAllAsync()).JsonAsync();
        return (bulk.EventAddress(), (string)bulk["metadata"]!["revision"]!);
    }
}
