using System.Globalization;

namespace ReleasePortal.Benchmarks.History;

/// <summary>What people write as reasons.</summary>
internal static class Reasons
{
    /// <summary>A word that stands in one of a million reasons.</summary>
    public const string Rare = "chrysanthemum";

    private static readonly string[] Beginnings =
    [
        "The campaign begins", "Support asked for it", "The numbers look good", "Too many errors since noon", "As agreed with the shop team",
        "The press release is out", "Legal has approved the wording", "A customer reported wrong prices", "Load test before the sale",
        "Rollback: checkout is slow", "The partner is ready", "Rehearsal for Friday", "Translation was missing", "Warehouse counts stock",
        "The café in Zürich opens", "Finance closes the quarter", "Trial run with the early birds", "The database was at 95 % CPU",
    ];

    private static readonly string[] Ends =
    [
        "see ticket", "incident", "call of the day", "mail from sales", "minutes of meeting", "request", "plan, page", "order", "board decision", "change note",
    ];

    private static readonly string[] Names = ["Spring", "Summer", "Autumn", "Winter", "Trade show", "Black Friday", "Jubilee", "Easter", "Back to school", "World cup"];

    public static string Any(Random random, long number) => number % 1_000_000 is 4_321
        ? "Nobody remembers the " + Rare
        : string.Create(CultureInfo.InvariantCulture, $"{Beginnings[random.Next(Beginnings.Length)]}; {Ends[random.Next(Ends.Length)]} {random.Next(1, 30_000)}");

    public static string Campaign(Random random) =>
        string.Create(CultureInfo.InvariantCulture, $"{Names[random.Next(Names.Length)]} {random.Next(2024, 2027)}, part {random.Next(1, 40)}");
}
