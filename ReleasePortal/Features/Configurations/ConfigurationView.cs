using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Configurations;

/// <summary>A configuration as the reader may see it.</summary>
/// <param name="Configuration">With the versions that were read.</param>
/// <param name="Authors">Who made each version, by its number.</param>
public sealed record ConfigurationView(BusinessConfiguration Configuration, IReadOnlyDictionary<int, string> Authors);

/// <summary>One side of a comparison, or what a new configuration starts from.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="States">What is open, by the controls' keys.</param>
public sealed record NamedStates(string Name, IReadOnlyDictionary<string, ReleaseState> States);

/// <summary>One control in two sets of states.</summary>
public sealed record ComparedControl(ConfiguredControl Control, ReleaseState One, ReleaseState Other)
{
    public bool Differs => One != Other;
}
