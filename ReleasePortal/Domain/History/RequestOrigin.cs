namespace ReleasePortal.Domain.History;

/// <summary>
/// Where a request came from. It stands in entries about sign-ins and keys alone, which few may read; every other entry only names
/// the session, so that no list, search or download of such entries can tell an address.
/// </summary>
/// <param name="Address">The network address; null when it is not known.</param>
/// <param name="Browser">The browser's name, such as "Firefox"; null when it is not known.</param>
/// <param name="System">What it runs on, such as "Linux"; null when it is not known.</param>
public sealed record RequestOrigin(PersonalText? Address, string? Browser = null, string? System = null);
