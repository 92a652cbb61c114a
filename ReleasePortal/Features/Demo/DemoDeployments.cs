using System.Security.Cryptography;
using System.Text;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Features.Demo;

/// <summary>
/// What the demo shop's pipelines deployed: each version a day later on the next environment, one that has come no further than
/// Development, and one rolled back on Production. The referral programme is in no version of which anybody was told.
/// </summary>
internal static class DemoDeployments
{
    private static readonly string[] Stages = ["development", "staging", "production"];

    private static readonly Built[] Versions =
    [
        new("storefront", "3.8.0", 59, Adds: ["store-locator", "product-videos"]),
        new("storefront", "3.9.0", 46, Adds: ["newsletter-popup"]),
        new("storefront", "3.10.0", 35, Adds: ["size-advisor"]),
        new("storefront", "3.11.0", 25, Adds: ["front-page-picture"]),
        new("storefront", "3.12.0", 19, Adds: ["buy-button-colour"]),
        new("storefront", "3.13.0", 5, Adds: ["spring-storefront"]),
        new("storefront", "3.14.0", 1, Adds: ["price-comparison"]) { Reached = 1 },
        new("checkout", "2.10.0", 48, Adds: ["requests-per-second"]),
        new("checkout", "2.11.0", 38, Adds: ["checkout-layout", "delivery-slots"]),
        new("checkout", "2.12.0", 32, Adds: ["free-returns", "cart-service"]),
        new("checkout", "2.13.0", 22, Adds: ["new-payment-gateway"]),
        new("checkout", "2.14.0", 14, Adds: ["free-shipping-week"]),
        new("checkout", "2.15.0", 12, Adds: ["gift-cards"]),
        new("accounts", "5.1.0", 41, Adds: ["loyalty-banner"]),
        new("accounts", "5.1.4", 33, Adds: []),
        new("accounts", "5.2.0", 28, Adds: ["wishlist-sharing"]),
        new("search", "1.9.0", 56, Adds: ["old-search-page"]),
        new("search", "1.10.0", 26, Adds: ["search-ranking"]),
        new("search", "1.11.0", 15, Adds: []) { Drops = "old-search-page" },
    ];

    /// <summary>Every report, the oldest first.</summary>
    public static IEnumerable<DeploymentReport> Reports(DateTimeOffset now) => Versions
        .GroupBy(version => version.Software, StringComparer.Ordinal)
        .SelectMany(software => Reports([.. software], now))
        .Append(Back(now))
        .OrderBy(report => report.At);

    private static IEnumerable<DeploymentReport> Reports(IReadOnlyList<Built> versions, DateTimeOffset now)
    {
        var carried = new List<string>();
        foreach (var (version, index) in versions.Select((version, index) => (version, index)))
        {
            carried.AddRange(version.Adds);
            carried.RemoveAll(control => control == version.Drops);
            for (var stage = 0; stage < version.Reached; stage++)
                yield return Report(version, Stages[stage], index is 0 ? DeploymentKind.Deployed : DeploymentKind.Upgraded, now.AddDays(stage - version.DaysAgo).AddHours(stage + index), [.. carried]);
        }
    }

    // Wish lists were slow at night: an engineer went back to the version before.
    private static DeploymentReport Back(DateTimeOffset now) => Report(
        Versions.Single(version => version is { Software: "accounts", Version: "5.1.4" }), "production", DeploymentKind.RolledBack, now.AddHours(-3), ["loyalty-banner"]) with
    {
        Id = "rollback-accounts-5.1.4",
        By = DemoCast.Engineer.Name,
    };

    private static DeploymentReport Report(Built version, string environment, DeploymentKind kind, DateTimeOffset at, IReadOnlyList<string> controls) => new()
    {
        Source = DeploymentSource.Api,
        Id = $"{version.Software}-{version.Version}-{environment}",
        Kind = kind,
        Software = version.Software,
        Version = version.Version,
        Environment = environment,
        At = at,
        Commit = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version.Software + version.Version)))[..40],
        By = version.Software + " pipeline",
        Link = $"https://ci.example.com/{version.Software}/{version.Version}",
        Controls = controls,
    };

    /// <param name="DaysAgo">When it came to the first environment.</param>
    /// <param name="Adds">What it carries that no version before it did.</param>
    private sealed record Built(string Software, string Version, int DaysAgo, IReadOnlyList<string> Adds)
    {
        /// <summary>On how many environments it was installed.</summary>
        public int Reached { get; init; } = Stages.Length;

        /// <summary>What was taken out of the code.</summary>
        public string? Drops { get; init; }
    }
}
