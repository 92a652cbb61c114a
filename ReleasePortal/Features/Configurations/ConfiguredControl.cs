using ReleasePortal.Components.Explaining;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Configurations;

/// <summary>A control with the names that sentences about its states need.</summary>
/// <param name="Control">As it is now; one that was retired since still has its name.</param>
/// <param name="Groups">The names of groups by their keys.</param>
/// <param name="HasPage">Whether the reader has a page for it: an auditor reads of kill switches and cannot open them.</param>
public sealed record ConfiguredControl(ReleaseControl Control, IReadOnlyDictionary<string, string> Groups, bool HasPage) : IControlNames
{
    public string GroupName(string key) => Groups.GetValueOrDefault(key, key);

    public string VariantName(string key) => Control.VariantOf(key)?.Name ?? key;
}
