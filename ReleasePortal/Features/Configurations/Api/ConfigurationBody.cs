using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Configurations.Api;

/// <summary>A business configuration as programs read it.</summary>
/// <param name="Key">Its key, as the header X-Release-Configuration names it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it stands for.</param>
/// <param name="Version">The number of its newest version.</param>
/// <param name="At">When that was made.</param>
/// <param name="States">What is open in it; every control that is not named is closed.</param>
internal sealed record ConfigurationBody(
    string Key, string Name, string Description, int Version, DateTimeOffset At, IReadOnlyList<ConfiguredStateBody> States)
{
    public static ConfigurationBody Of(BusinessConfiguration configuration)
    {
        var version = configuration.Find()!;
        return new ConfigurationBody(
            configuration.Key, configuration.Name, configuration.Description, version.Number, version.At, [.. version.States.Select(ConfiguredStateBody.Of)]);
    }
}

/// <summary>One control that is open.</summary>
/// <param name="Control">The control's key.</param>
/// <param name="Availability">groups or everyone.</param>
/// <param name="Groups">The groups it is open to, in their order.</param>
/// <param name="Serves">For everyone: what is served.</param>
/// <param name="Share">For everyone: out of 10,000 users, how many get it; null for all.</param>
internal sealed record ConfiguredStateBody(
    string Control, Availability Availability, IReadOnlyList<GroupRuleBody> Groups, ServingBody? Serves, int? Share)
{
    public static ConfiguredStateBody Of(ConfiguredState state) => new(
        state.Control,
        state.State.Availability,
        [.. state.State.Groups.Select(rule => new GroupRuleBody(rule.Group, ServingBody.Of(rule.Serving)))],
        state.State.Serving is { } serving ? ServingBody.Of(serving) : null,
        state.State.Share);
}

/// <summary>What one group gets.</summary>
internal sealed record GroupRuleBody(string Group, ServingBody Serves);

/// <summary>One variant, or weights over several.</summary>
internal sealed record ServingBody(string? Variant, IReadOnlyList<WeightedVariant> Split)
{
    public static ServingBody Of(Serving serving) => new(serving.Variant, serving.Split);
}
