using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Support;

/// <summary>A few things of a shop, as changes that make them.</summary>
internal static class Shop
{
    public static readonly CreateControl Spring = Toggle("spring-storefront", "Spring storefront");

    public static readonly CreateControl Loyalty = Toggle("loyalty-banner", "Loyalty banner");

    public static readonly CreateControl Recommendations = new("recommendations-kill-switch", ControlKind.Toggle, new ControlDetails
    {
        Name = "Recommendations",
        Lifetime = Lifetime.LongLived,
        Justification = "Keeps the shop up when this part fails.",
        EffectWhenOff = "Product pages lose “people also bought”.",
    });

    /// <summary>A flag of three versions, of which <c>classic</c> is what others get.</summary>
    public static readonly CreateControl Layout = Flag("checkout-layout", "Checkout layout", "classic", "express", "guided");

    /// <summary>A flag of two versions.</summary>
    public static readonly CreateControl Button = Flag("buy-button", "Buy button", "green", "blue");

    public static readonly DefineGroup Staff =
        new("staff", new GroupDetails { Name = "Staff", Members = ["ann", "bob"] });

    public static readonly DefineGroup EarlyAccess =
        new("early-access", new GroupDetails { Name = "Early access", Sample = 500 });

    public static CreateControl Toggle(string key, string name) => new(key, ControlKind.Toggle, Details(name));

    private static CreateControl Flag(string key, string name, params string[] versions) => new(
        key,
        ControlKind.Flag,
        Details(name) with { Variants = [.. versions.Select(version => new Variant(version, char.ToUpperInvariant(version[0]) + version[1..], $"\"{version}\""))] },
        ValueType.String,
        OffVariant: versions[0]);

    private static ControlDetails Details(string name) => new()
    {
        Name = name,
        Description = "Shoppers see the spring collection.",
        Owner = "Storefront team",
        RemoveBy = new DateOnly(2100, 1, 1),
    };
}
