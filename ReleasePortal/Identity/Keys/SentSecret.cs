namespace ReleasePortal.Identity.Keys;

/// <summary>Where a program sends its API key: <c>Authorization: Bearer</c> or <c>X-API-Key</c>.</summary>
internal static class SentSecret
{
    private const string Bearer = "Bearer ";

    /// <summary>The secret; null when none was sent.</summary>
    public static string? Of(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        var secret = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : request.Headers["X-API-Key"].ToString().Trim();
        return secret.Length is 0 ? null : secret;
    }
}
