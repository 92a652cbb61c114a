namespace ReleasePortal.Domain.People;

/// <summary>Where a page comes from, as a browser says it in the header <c>Origin</c> (RFC 6454).</summary>
public static class WebOrigin
{
    /// <summary>The most that one key may have.</summary>
    public const int Most = 20;

    /// <summary>
    /// Reads exactly one origin: <c>https://</c>, a host and perhaps a port, with nothing behind them. Only this machine may be
    /// reached without TLS: anybody on the way could speak for another <c>http://</c> page.
    /// </summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="origin">The same as browsers send it: small letters, international names in ASCII, no default port.</param>
    public static bool TryRead(string? text, out string origin)
    {
        origin = "";
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address) || !IsOrigin(text!.Trim(), address))
            return false;

        var host = address.HostNameType is UriHostNameType.IPv6 ? address.Host : address.IdnHost;
        origin = $"{address.Scheme}://{host.ToLowerInvariant()}{(address.IsDefaultPort ? "" : $":{address.Port}")}";
        return true;
    }

    private static bool IsOrigin(string text, Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.Host.Length > 0
        && address.UserInfo.Length is 0
        && text.IndexOfAny(['/', '?', '#', '*', '\\'], address.Scheme.Length + Uri.SchemeDelimiter.Length) < 0;
}
