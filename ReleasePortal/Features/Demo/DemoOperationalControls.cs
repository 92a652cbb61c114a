using ReleasePortal.Domain.Controls;
using static ReleasePortal.Features.Demo.DemoStep;

namespace ReleasePortal.Features.Demo;

/// <summary>What the engineers of the demo shop keep to themselves.</summary>
internal static class DemoOperationalControls
{
    private static readonly DemoPerson Erik = DemoCast.Engineer;
    private static readonly DemoPerson Elena = DemoCast.SecondEngineer;

    public static IEnumerable<DemoStep> Steps(DateOnly today) =>
        KillSwitches().Concat(Others(today)).Concat(
        [
            At(35, 2, Erik, "database at 95 % CPU", new Withdraw("recommendations-kill-switch", "production")),
            At(35, 2.6, Erik, "database is calm again", new ReleaseControlToEveryone("recommendations-kill-switch", "production")),
            At(12, 5, Elena, "supplier's stock service times out", new Withdraw("live-stock-check", "production")),
            At(12, 7, Elena, "supplier is back", new ReleaseControlToEveryone("live-stock-check", "production")),
            Minutes(18, Erik, "recorder fills the disk of the log servers", new Withdraw("session-replay", "production")),
        ]);

    private static IEnumerable<DemoStep> KillSwitches() =>
        new[]
        {
            KillSwitch("recommendations-kill-switch", "Recommendations", "“People also bought” on product pages.", "Product pages lose “people also bought”; everything else stays up.", "storefront"),
            KillSwitch("search-suggestions", "Search suggestions", "The search box completes words.", "The search box stops completing words.", "search"),
            KillSwitch("image-resizing", "Image resizing", "Pictures are served in the size that the screen needs.", "Pictures are served at their original size; pages load more slowly.", "storefront"),
            KillSwitch("session-replay", "Session replay", "Support can watch a recording of what a shopper did.", "Support loses recordings; nothing changes for shoppers.", "storefront"),
            KillSwitch("fraud-scoring", "Fraud scoring", "Every order is scored before it is accepted.", "Orders above 500 € go to manual review.", "checkout"),
            KillSwitch("live-stock-check", "Live stock check", "Stock is checked with the supplier at checkout.", "Stock is taken from the hourly copy.", "checkout"),
        }.SelectMany(steps => steps);

    private static IEnumerable<DemoStep> KillSwitch(string key, string name, string what, string effect, string area)
    {
        var control = new DemoControl(key, 59, new ControlDetails
        {
            Name = name,
            Description = what,
            EffectWhenOff = effect,
            Owner = "Site reliability",
            Area = area,
            Lifetime = Lifetime.LongLived,
            Justification = "Keeps the shop up when this part fails; the on-call handbook relies on it.",
            Tags = ["on-call"],
        })
        { HandedOverAfter = null };
        return control.Steps().Append(
            control.OnProduction(56, 1 + (key.Length / 10.0), Erik, "always on unless it hurts", (at, on) => new ReleaseControlToEveryone(at, on)));
    }

    private static IEnumerable<DemoStep> Others(DateOnly today)
    {
        var gateway = new DemoControl("new-payment-gateway", 20, new ControlDetails
        {
            Name = "New payment gateway",
            Description = "Payments go through the new provider.",
            Owner = "Payments",
            Area = "checkout",
            RemoveBy = today.AddDays(40),
            Tags = ["migration"],
        })
        { HandedOverAfter = null };
        var cart = new DemoControl("cart-service", 25, new ControlDetails
        {
            Name = "Cart service",
            Description = "Which service keeps shopping carts; part of the v4.0 rollout.",
            Owner = "Platform",
            Area = "platform",
            RemoveBy = today.AddDays(12),
            Tags = ["migration"],
            Variants = [new Variant("monolith", "Monolith", "\"monolith\""), new Variant("service", "New service", "\"service\"")],
        })
        { HandedOverAfter = null, Kind = ControlKind.Flag, Type = Domain.Controls.ValueType.String, OffVariant = "monolith", Tried = "service" };
        var limit = new DemoControl("requests-per-second", 48, new ControlDetails
        {
            Name = "Requests per second",
            Description = "How many requests one client may make each second.",
            Owner = "Platform",
            Area = "platform",
            Lifetime = Lifetime.LongLived,
            Justification = "Tuned during incidents without a deployment.",
            Tags = ["on-call"],
            Variants = [new Variant("normal", "Normal", "200"), new Variant("tight", "Tight", "50"), new Variant("emergency", "Emergency", "10")],
        })
        { HandedOverAfter = null, Kind = ControlKind.Flag, Type = Domain.Controls.ValueType.Number, OffVariant = "normal", Tried = "normal" };

        return gateway.Steps().Concat(cart.Steps()).Concat(limit.Steps()).Concat(
        [
            cart.OnProduction(15, 2, Elena, "one in a hundred carts", (key, on) => new ReleaseControlToEveryone(key, on, "service", Share: 100)),
            cart.OnProduction(5, 2, Elena, "no lost carts so far", (key, on) => new ReleaseControlToEveryone(key, on, "service", Share: 1_000)),
            limit.OnProduction(46, 1, Erik, "default", (key, on) => new ReleaseControlToEveryone(key, on, "normal")),
        ]);
    }
}
