namespace WebShop;

/// <summary>What the shop sells.</summary>
/// <param name="Slug">Its part of an address.</param>
/// <param name="Name">As shoppers read it.</param>
/// <param name="Text">One sentence on it.</param>
/// <param name="Price">In euros.</param>
/// <param name="Lowest">The lowest price of the last thirty days.</param>
/// <param name="Colours">The two of its picture.</param>
public sealed record Product(string Slug, string Name, string Text, decimal Price, decimal Lowest, (string From, string To) Colours)
{
    public static IReadOnlyList<Product> All { get; } =
    [
        new("rain-coat", "Rain coat", "Light enough for a bag, tight enough for a storm.", 129, 119, ("#3f7d8c", "#a9d0c8")),
        new("wool-jumper", "Wool jumper", "Spun and knitted within forty kilometres.", 89, 89, ("#b5533c", "#efb690")),
        new("canvas-bag", "Canvas bag", "Carries a week of groceries, and the rain coat.", 49, 45, ("#6b6a3a", "#d8cf93")),
        new("walking-boots", "Walking boots", "Resoled three times before they retire.", 179, 159, ("#4b4a6b", "#b8b4dc")),
    ];
}
