using ReleasePortal.Data.Code;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using static ReleasePortal.Features.Demo.DemoStep;

namespace ReleasePortal.Features.Demo;

/// <summary>
/// What keeps the demo shop's controls few: budgets, which applications asked for what, and where code names it. The product videos
/// have done their work: nobody has asked for them for weeks.
/// </summary>
internal static class DemoUpkeep
{
    private const int DaysOfAsking = 14;

    private static readonly Dictionary<string, string[]> Asked = new(StringComparer.Ordinal)
    {
        ["spring-storefront"] = ["off"],
        ["loyalty-banner"] = ["on", "off"],
        ["gift-cards"] = ["off"],
        ["free-shipping-week"] = ["off"],
        ["size-advisor"] = ["on", "off"],
        ["wishlist-sharing"] = ["on", "off"],
        ["store-locator"] = ["on"],
        ["delivery-slots"] = ["on", "off"],
        ["checkout-layout"] = ["classic", "express"],
        ["buy-button-colour"] = ["green", "blue"],
        ["free-returns"] = ["month"],
        ["search-ranking"] = ["standard", "personal"],
        ["front-page-picture"] = ["coats", "gifts", "boots"],
        ["cart-service"] = ["monolith", "service"],
        ["new-payment-gateway"] = ["off"],
        ["requests-per-second"] = ["normal"],
        ["recommendations-kill-switch"] = ["on"],
        ["search-suggestions"] = ["on"],
        ["image-resizing"] = ["on"],
        ["fraud-scoring"] = ["on"],
        ["live-stock-check"] = ["on"],
    };

    public static IEnumerable<DemoStep> Steps() =>
    [
        At(58, 6, DemoCast.Administrator, "as many as we can keep in mind", new SetBudgets(new BudgetLimits(ActiveControls: 40, VariantsPerFlag: 4))),
    ];

    /// <summary>What was counted, the oldest first.</summary>
    /// <param name="now">This instant.</param>
    /// <param name="server">The API key of the shop's server on production.</param>
    /// <param name="browser">That of its pages; null where there is none.</param>
    public static IEnumerable<UsageBatch> Usage(DateTimeOffset now, Guid server, Guid? browser)
    {
        yield return new UsageBatch(now.AddDays(-60), now.AddDays(-40), [new(UseKey.Counting, 0), new(ByName("product-videos", Variant.On), 52_000)]);
        for (var day = DaysOfAsking; day >= 0; day--)
        {
            var until = now.AddDays(-day).AddMinutes(-1);
            yield return new UsageBatch(until.AddHours(-8), until, [.. Counts(day)]);
        }

        IEnumerable<KeyValuePair<UseKey, long>> Counts(int day)
        {
            foreach (var (control, variants) in Asked)
            {
                for (var variant = 0; variant < variants.Length; variant++)
                    yield return new(ByName(control, variants[variant]), (900 * (3 - variant)) + (37 * ((day + control.Length) % 7)));
            }

            if (browser is { } pages)
                yield return new(UseKey.OfEverything("production", pages, Asking.WithAll), 0);
        }

        UseKey ByName(string control, string variant) => new(control, "production", server, Asking.ByName, variant);
    }

    /// <summary>What the last scans of the shop's repositories found.</summary>
    public static IEnumerable<CodeScan> Scans(DateTimeOffset now) =>
    [
        Scan("shop/storefront", now.AddHours(-5), [], ("product-videos", "src/product/gallery.ts", [12, 40]), ("store-locator", "src/stores/map.ts", [8]), ("spring-storefront", "src/front-page.ts", [21])),
        Scan("shop/checkout", now.AddHours(-4), ["LaunchDarkly"], ("delivery-slots", "Checkout/Slots.cs", [33]), ("cart-service", "Checkout/Carts/Client.cs", [17, 58, 90])),
    ];

    private static CodeScan Scan(string repository, DateTimeOffset at, IReadOnlyList<string> toolkits, params IReadOnlyList<(string Control, string File, int[] Lines)> found) => new()
    {
        Id = Guid.CreateVersion7(at),
        Repository = repository,
        Commit = "8c41d07",
        At = at,
        Toolkits = toolkits,
        References = [.. found.Select(one => new CodeReference { Control = one.Control, Count = one.Lines.Length, Places = [.. one.Lines.Select(line => new CodePlace(one.File, line))] })],
    };
}
