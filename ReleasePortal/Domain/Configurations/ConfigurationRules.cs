using System.Globalization;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Configurations;

/// <summary>What must hold of what is written about a configuration.</summary>
public static class ConfigurationRules
{
    public const int NameLength = 100;

    public const int DescriptionLength = 500;

    /// <summary>As many controls as one configuration has open; its whole stands in one entry of the history.</summary>
    public const int MostOpen = 2_000;

    internal static IReadOnlyList<FieldError> Check(
        ConfigurationDetails details, IReadOnlyDictionary<string, ReleaseControl> controls, Circumstances circumstances)
    {
        var rules = new FieldRules()
            .Required("name", details.Name, NameLength)
            .Text("description", details.Description, DescriptionLength, lines: true)
            .That(details.States.Count <= MostOpen, "states", "TooMany", MostOpen.ToString(CultureInfo.InvariantCulture))
            .That(details.States.DistinctBy(state => state.Control).Count() == details.States.Count, "states", "Duplicate");
        foreach (var (key, state) in details.States)
        {
            if (controls.TryGetValue(key, out var control))
                rules.Add(control.CheckState(state, circumstances).Select(error => error with { Field = $"states.{key}" }));
            else
                rules.That(holds: false, "states", "UnknownControl", key);
        }

        return rules.Errors;
    }

    /// <summary>As it is kept: closed controls need no mention, and nothing beside what its availability calls for belongs to a state.</summary>
    internal static ConfigurationDetails Tidy(ConfigurationDetails details) => new(
        details.Name.Trim(),
        FieldRules.Trimmed(details.Description),
        [
            .. details.States
                .Where(state => state.State.Availability is not Availability.Closed)
                .Select(state => state with
                {
                    State = state.State.Availability is Availability.Groups
                        ? ReleaseState.ToGroups(state.State.Groups)
                        : ReleaseState.ToEveryone(state.State.Serving!, state.State.Share),
                })
                .OrderBy(state => state.Control, StringComparer.Ordinal),
        ]);
}
