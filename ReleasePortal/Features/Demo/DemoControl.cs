using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using static ReleasePortal.Features.Demo.DemoStep;

namespace ReleasePortal.Features.Demo;

/// <summary>How a control of the demo shop came to be: created, tried on the first environments, handed over.</summary>
internal sealed record DemoControl(string Key, int CreatedDaysAgo, ControlDetails Details)
{
    public ControlKind Kind { get; init; } = ControlKind.Toggle;

    public Domain.Controls.ValueType Type { get; init; } = Domain.Controls.ValueType.Boolean;

    public string? OffVariant { get; init; }

    /// <summary>What the first environments serve while engineers try it; null for a toggle.</summary>
    public string? Tried { get; init; }

    /// <summary>How many days after its creation it was handed over; null for one that stays operational.</summary>
    public int? HandedOverAfter { get; init; } = 3;

    /// <summary>Whether it reached staging.</summary>
    public bool OnStaging { get; init; } = true;

    /// <summary>Whether browsers may see it, once it is in the hands of the business.</summary>
    public bool SeenByBrowsers { get; init; }

    public IEnumerable<DemoStep> Steps()
    {
        var engineer = Key.Length % 2 is 0 ? DemoCast.Engineer : DemoCast.SecondEngineer;
        var reason = HandedOverAfter is null ? "works on this environment" : null;
        yield return At(CreatedDaysAgo, 1, engineer, null, new CreateControl(Key, Kind, Details, Type, OffVariant));
        yield return At(CreatedDaysAgo, 3, engineer, "first try", new ReleaseControlToEveryone(Key, "development", Tried));
        if (OnStaging)
            yield return At(CreatedDaysAgo - 2, 1, engineer, reason ?? "ready to be looked at", new ReleaseControlToEveryone(Key, "staging", Tried));
        if (HandedOverAfter is not { } days)
            yield break;

        yield return At(CreatedDaysAgo - days, 4, engineer, null, new HandOver(Key));
        if (SeenByBrowsers)
            yield return At(CreatedDaysAgo - days, 5, engineer, null, new EditControl(Key, Details with { SeenByBrowsers = true }));
    }

    /// <summary>Something done to it on production.</summary>
    public DemoStep OnProduction(int day, double hour, DemoPerson who, string reason, Func<string, string, Change> change) =>
        At(day, hour, who, reason, change(Key, "production"));
}
