using System.Globalization;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Benchmarks.Portal;

/// <summary>Controls as a portal in use has them: of both purposes, closed, released to a group, a share or everyone.</summary>
internal static class SeededControls
{
    private const string Group = "early-access";
    private const string Selection = "grown-ups-nearby";

    // The desk takes at most 1,000 changes at once; of a control there are at most four.
    private const int Batch = 200;

    /// <summary>Makes so many controls through the desk; every second one is handed over to the business.</summary>
    public static async Task AddControlsAsync(this MeasuredPortal portal, int count)
    {
        var engineer = (await portal.AddPersonAsync(Domain.Access.Role.Engineer)).Actor;
        await portal.ApplyAsync(engineer, new DefineGroup(Group, new GroupDetails { Name = "Early access", Members = ["shopper-1001"] }));
        await portal.ApplyAsync(engineer, new DefineGroup(Selection, new GroupDetails
        {
            Name = "Grown-ups nearby",
            Conditions = [new("country", ConditionOperator.In, ["at", "de", "ch"]), new("age", ConditionOperator.GreaterOrEqual, [18])],
        }));
        var removeBy = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(60);
        foreach (var batch in Enumerable.Range(1, count).Chunk(Batch))
            await portal.ApplyAsync(engineer, [.. batch.SelectMany(number => Changes(number, removeBy))]);
    }

    private static IEnumerable<Change> Changes(int number, DateOnly removeBy)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"feature-{number:0000}");
        var isSplit = number % 8 is 6;
        yield return new CreateControl(key, isSplit ? ControlKind.Flag : ControlKind.Toggle, new ControlDetails
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"Feature number {number:0000}"),
            Description = "Shoppers see something that they did not see before.",
            Owner = string.Create(CultureInfo.InvariantCulture, $"Team {number % 12}"),
            Tags = [string.Create(CultureInfo.InvariantCulture, $"tag-{number % 7}")],
            RemoveBy = removeBy.AddDays(number % 40),
            Variants = isSplit ? [new("plain", "Plain", "\"plain\""), new("blue", "Blue", "\"blue\""), new("green", "Green", "\"green\"")] : [],
        }, isSplit ? ValueType.String : ValueType.Boolean, isSplit ? "plain" : null);
        yield return new ReleaseControlToEveryone(key, "development", isSplit ? "blue" : null);
        if (OnProduction(key, number) is { } release)
            yield return release;
        if (number % 2 is 0)
            yield return new HandOver(key);
    }

    private static Change? OnProduction(string key, int number) => (number % 8) switch
    {
        1 => new ReleaseToGroups(key, "production", [new GroupRule(Group, Serving.Of(Variant.On))]),
        2 => new ReleaseControlToEveryone(key, "production", Share: 2_500),
        4 => new ReleaseControlToEveryone(key, "production"),
        5 => new ReleaseToGroups(key, "production", [new GroupRule(Selection, Serving.Of(Variant.On))]),
        6 => new ServeSplit(key, "production", [new("blue", 50), new("green", 50)]),
        _ => null, // closed
    };
}
