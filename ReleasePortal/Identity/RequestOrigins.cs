using ReleasePortal.Domain.History;

namespace ReleasePortal.Identity;

/// <summary>Says of a request where it came from.</summary>
internal static class RequestOrigins
{
    // What a browser says of itself begins with the names of those that it wants to be taken for: the more particular ones come first.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iOS"), ("iPad", "iPadOS"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>Its address, and of its browser the names alone: nothing that a stranger can write comes into the history.</summary>
    public static RequestOrigin Of(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return new RequestOrigin(AddressOf(http) is { } address ? new PersonalText(address) : null, Find(Browsers, agent), Find(Systems, agent));
    }

    private static string? AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        return (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
    }

    private static string? Find((string Mark, string Name)[] known, string agent) =>
        known.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
