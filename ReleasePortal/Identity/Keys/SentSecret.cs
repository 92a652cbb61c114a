namespace ReleasePortal.Identity.Keys;

/// <summary>Where a program sends its API key: <c>Authorization: Bearer</c> or <c>X-API-Key</c>.</summary>
internal static class SentSecret
{
    private const string Bearer = "Bearer ";

    /// <summary>The secret; null when none was sent.</summary>
    public static string? Of(HttpRequest request) => In(request) is { IsEmpty: false } secret ? secret.ToString() : null;

    /// <summary>The secret where it stands in the request; empty when none was sent.</summary>
    public static ReadOnlySpan<char> In(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString().AsSpan();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : request.Headers["X-API-Key"].ToString().AsSpan().Trim();
    }
}
