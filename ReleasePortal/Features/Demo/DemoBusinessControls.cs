using ReleasePortal.Domain.Controls;
using static ReleasePortal.Features.Demo.DemoStep;

namespace ReleasePortal.Features.Demo;

/// <summary>What the business of the demo shop releases.</summary>
internal static class DemoBusinessControls
{
    private static readonly DemoPerson Mara = DemoCast.Marketing;
    private static readonly DemoPerson Priya = DemoCast.Campaigns;

    public static IEnumerable<DemoStep> Steps(DateOnly today)
    {
        ControlDetails About(string name, string sees, string owner, string area, int removeInDays, params IReadOnlyList<Variant> variants) => new()
        {
            Name = name,
            Description = sees,
            Owner = owner,
            Area = area,
            RemoveBy = today.AddDays(removeInDays),
            Tags = [area],
            Variants = variants,
        };

        return Toggles(About).Concat(Flags(About));
    }

    private delegate ControlDetails Describe(string name, string sees, string owner, string area, int removeInDays, params IReadOnlyList<Variant> variants);

    private static IEnumerable<DemoStep> Toggles(Describe about)
    {
        var spring = new DemoControl("spring-storefront", 9, about("Spring storefront", "Shoppers see the spring collection on the front page.", "Storefront team", "storefront", 81));
        var loyalty = new DemoControl("loyalty-banner", 40, about("Loyalty banner", "Members see their points on every page.", "Loyalty team", "accounts", 50)) { SeenByBrowsers = true };
        var gifts = new DemoControl("gift-cards", 12, about("Gift cards", "A gift card can be bought and sent by e-mail.", "Checkout team", "checkout", 78));
        var shipping = new DemoControl("free-shipping-week", 15, about("Free shipping week", "Every order is sent free of charge.", "Campaigns", "checkout", 45)) { SeenByBrowsers = true };
        var videos = new DemoControl("product-videos", 58, about("Product videos", "Product pages start with a short film.", "Storefront team", "storefront", -6));
        var sizes = new DemoControl("size-advisor", 33, about("Size advisor", "Shoppers are told which size fits them.", "Storefront team", "storefront", 57));
        var wishlist = new DemoControl("wishlist-sharing", 28, about("Wish list sharing", "A wish list can be sent to friends.", "Accounts team", "accounts", 62));
        var popup = new DemoControl("newsletter-popup", 44, about("Newsletter invitation", "First-time visitors are invited to the newsletter.", "Campaigns", "storefront", 16)) { SeenByBrowsers = true };
        var stores = new DemoControl("store-locator", 56, about("Store locator", "Shoppers find the nearest store on a map.", "Storefront team", "storefront", 4));
        var slots = new DemoControl("delivery-slots", 36, about("Delivery slots", "Shoppers choose the hour of their delivery; a kill switch for evenings when the carrier is late.", "Checkout team", "checkout", 54));
        var prices = new DemoControl("price-comparison", 6, about("Price comparison", "A product page shows the lowest price of the last 30 days.", "Storefront team", "storefront", 84)) { OnStaging = false };
        var referral = new DemoControl("referral-programme", 19, about("Referral programme", "Members get points for a friend's first order.", "Loyalty team", "accounts", 71));
        var oldSearch = new DemoControl("old-search-page", 57, about("Old search page", "The search page of last year, for comparison.", "Search team", "search", 20));

        return new[] { spring, loyalty, gifts, shipping, videos, sizes, wishlist, popup, stores, slots, prices, referral, oldSearch }
            .SelectMany(control => control.Steps())
            .Concat(
            [
                loyalty.OnProduction(20, 1, Mara, "members first", (key, on) => new ReleaseToGroups(key, on, [To("staff")])),
                loyalty.OnProduction(6, 2, Mara, "staff liked it", (key, on) => new ReleaseToGroups(key, on, [To("early-access")])),
                videos.OnProduction(50, 3, DemoCast.Engineer, "films are ready", (key, on) => new ReleaseControlToEveryone(key, on, Share: 1_000)),
                videos.OnProduction(47, 1, Mara, "no complaints at 10 %", (key, on) => new ReleaseControlToEveryone(key, on, Share: 5_000)),
                videos.OnProduction(43, 2, Mara, "pages stay fast", (key, on) => new ReleaseControlToEveryone(key, on)),
                sizes.OnProduction(21, 4, Priya, "colleagues try it on", (key, on) => new ReleaseToGroups(key, on, [To("staff")])),
                sizes.OnProduction(8, 3, Priya, "testers asked for it", (key, on) => new ReleaseToGroups(key, on, [To("staff"), To("beta-testers")])),
                wishlist.OnProduction(11, 1, Priya, "start small", (key, on) => new ReleaseControlToEveryone(key, on, Share: 1_000)),
                wishlist.OnProduction(4, 1, Priya, "shared twice as often as expected", (key, on) => new ReleaseControlToEveryone(key, on, Share: 2_500)),
                popup.OnProduction(30, 2, Mara, "autumn campaign", (key, on) => new ReleaseControlToEveryone(key, on)),
                popup.OnProduction(27, 5, Priya, "too many complaints", (key, on) => new Withdraw(key, on)),
                stores.OnProduction(45, 2, DemoCast.Engineer, "new stores have opened", (key, on) => new ReleaseControlToEveryone(key, on)),
                slots.OnProduction(17, 2, Priya, "carrier is ready in both countries", (key, on) => new ReleaseToGroups(key, on, [To("german-speaking")])),
                shipping.OnProduction(10, 1, Priya, "try-out for the team", (key, on) => new ReleaseToGroups(key, on, [To("staff")])),
                shipping.OnProduction(9, 6, Priya, "works; wait for the campaign", (key, on) => new Withdraw(key, on)),
                oldSearch.OnProduction(52, 2, DemoCast.SecondEngineer, "comparison month", (key, on) => new ReleaseControlToEveryone(key, on)),
                oldSearch.OnProduction(22, 1, Mara, "comparison is over", (key, on) => new Withdraw(key, on)),
                At(14, 2, DemoCast.Engineer, "no application asks for it", new Retire("old-search-page", NoCodeAsks: true)),
            ]);
    }

    private static IEnumerable<DemoStep> Flags(Describe about)
    {
        var layout = new DemoControl("checkout-layout", 38, about("Checkout layout", "Choose which checkout people get: classic, express or guided.", "Checkout team", "checkout", 52, Text("classic", "Classic"), Text("express", "Express"), Text("guided", "Guided")))
        { Kind = ControlKind.Flag, Type = Domain.Controls.ValueType.String, OffVariant = "classic", Tried = "express" };
        var button = new DemoControl("buy-button-colour", 18, about("Buy button", "An A/B test of the button’s colour.", "Storefront team", "storefront", 30, Text("green", "Green button"), Text("blue", "Blue button")))
        { Kind = ControlKind.Flag, Type = Domain.Controls.ValueType.String, OffVariant = "green", Tried = "blue" };
        var returns = new DemoControl("free-returns", 31, about("Free returns", "How long shoppers may send things back free of charge.", "Campaigns", "checkout", 59, new Variant("two-weeks", "Two weeks", "14"), new Variant("month", "One month", "30"), new Variant("two-months", "Two months", "60")))
        { Kind = ControlKind.Flag, Type = Domain.Controls.ValueType.Number, OffVariant = "two-weeks", Tried = "month" };
        var ranking = new DemoControl("search-ranking", 26, about("Search ranking", "In which order search results appear.", "Search team", "search", 64, Text("standard", "Standard"), Text("personal", "Personal"), Text("trending", "Trending")))
        { Kind = ControlKind.Flag, Type = Domain.Controls.ValueType.String, OffVariant = "standard", Tried = "personal" };
        var hero = new DemoControl("front-page-picture", 23, about("Front page picture", "Which picture welcomes shoppers.", "Campaigns", "storefront", 40,
            new Variant("coats", "Winter coats", """{"title":"Warm all winter","picture":"coats.webp"}"""),
            new Variant("gifts", "Gifts", """{"title":"Something for everyone","picture":"gifts.webp"}"""),
            new Variant("boots", "Boots", """{"title":"Ready for snow","picture":"boots.webp"}""")))
        { Kind = ControlKind.Flag, Type = Domain.Controls.ValueType.Object, OffVariant = "coats", Tried = "gifts" };

        return new[] { layout, button, returns, ranking, hero }
            .SelectMany(control => control.Steps())
            .Concat(
            [
                layout.OnProduction(29, 2, Mara, "same checkout as before, now ours to change", (key, on) => new ReleaseControlToEveryone(key, on, "classic")),
                layout.OnProduction(16, 3, Mara, "does express sell more?", (key, on) => new ServeSplit(key, on, [new("classic", 50), new("express", 50)])),
                layout.OnProduction(2, 4, Mara, "test is over; decide next week", (key, on) => new ReleaseControlToEveryone(key, on, "classic")),
                button.OnProduction(4, 3, Priya, "four weeks of A/B test", (key, on) => new ServeSplit(key, on, [new("green", 1), new("blue", 1)])),
                returns.OnProduction(13, 2, Priya, "holiday promise", (key, on) => new ReleaseControlToEveryone(key, on, "month")),
                ranking.OnProduction(7, 2, Mara, "a thank-you to gold members", (key, on) => new ReleaseToGroups(key, on, [new("gold-members", Serving.Of("personal"))])),
                hero.OnProduction(3, 5, Priya, "which one brings people in?", (key, on) => new ServeSplit(key, on, [new("coats", 1), new("gifts", 1), new("boots", 1)])),
            ]);
    }

    private static GroupRule To(string group) => new(group, Serving.Of(Variant.On));

    private static Variant Text(string key, string name) => new(key, name, $"\"{key}\"");
}
