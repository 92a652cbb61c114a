namespace ReleasePortal.Features.Demo;

/// <summary>Section <c>Demo</c>; obeyed in Development only.</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    public bool Enabled { get; init; }

    /// <summary>The password of every demo account.</summary>
    public string Password { get; init; } = "";

    /// <summary>A server key per environment key.</summary>
    public Dictionary<string, string> ServerKeys { get; init; } = [];

    /// <summary>A browser key per environment key.</summary>
    public Dictionary<string, string> BrowserKeys { get; init; } = [];

    /// <summary>Where the pages with those come from.</summary>
    public IReadOnlyList<string> BrowserOrigins { get; init; } = [];
}
