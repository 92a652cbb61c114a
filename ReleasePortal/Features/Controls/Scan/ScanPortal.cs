using System.Net.Http.Headers;
using System.Text.Json;
using ReleasePortal.Features.Controls.Api;

namespace ReleasePortal.Features.Controls.Scan;

/// <summary>The portal that a scan asks for keys, and tells what it found.</summary>
internal sealed class ScanPortal : IDisposable
{
    private readonly HttpClient _http;

    public ScanPortal(Uri portal, string key)
    {
        // The key must not follow a redirect to somebody else.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(portal.ToString().TrimEnd('/') + "/"),
            Timeout = TimeSpan.FromMinutes(1),
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>The keys of the controls that the automation key's person may see.</summary>
    /// <exception cref="PortalRefusedException">It said no.</exception>
    public async Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri("api/v1/controls/keys", UriKind.Relative), cancellationToken);
        await RequireAsync(answer, cancellationToken);
        return (await answer.Content.ReadFromJsonAsync<ControlKeysBody>(cancellationToken))?.Keys ?? [];
    }

    /// <summary>Replaces what the portal knew of that repository.</summary>
    /// <exception cref="PortalRefusedException">It said no.</exception>
    public async Task TellAsync(string repository, string commit, DateTimeOffset at, ScanResult result, CancellationToken cancellationToken)
    {
        var body = new CodeReportBody
        {
            Repository = repository,
            Commit = commit,
            At = at,
            References = [.. result.Keys.Select(place => new CodeReferenceBody(place.What, ScanCommand.OneLine(place.File), place.Line))],
            Toolkits = [.. result.Toolkits.Select(place => place.What).Distinct(StringComparer.Ordinal)],
        };
        using var answer = await _http.PostAsJsonAsync(new Uri("api/v1/code-references", UriKind.Relative), body, cancellationToken);
        await RequireAsync(answer, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static async Task RequireAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (!answer.IsSuccessStatusCode)
            throw new PortalRefusedException((int)answer.StatusCode, await DetailAsync(answer, cancellationToken));
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return problem.TryGetProperty("detail", out var detail) ? detail.ToString() : answer.ReasonPhrase ?? "";
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            return answer.ReasonPhrase ?? "";
        }
    }
}

/// <summary>The portal answered, and did not do it.</summary>
internal sealed class PortalRefusedException(int status, string detail) : Exception(detail)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;
}
