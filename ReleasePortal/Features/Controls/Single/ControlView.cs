using ReleasePortal.Components.Deployed;
using ReleasePortal.Components.Explaining;
using ReleasePortal.Components.Releasing;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.Controls.Single;

/// <summary>One control with what its page needs to put it into words. A copy: what is done to it is done to nothing.</summary>
/// <param name="Control">The control with its states.</param>
/// <param name="AreaName">What people call the part of the product that it belongs to.</param>
/// <param name="Groups">The groups that it is open to somewhere, by their keys.</param>
/// <param name="LastChanges">By environment: the entry of the last change there, where the reader may read it.</param>
/// <param name="LastEdit">The entry of the last change of what is written about it, where the reader may read it.</param>
/// <param name="HandOverAskedBy">The name of the engineer who waits for a second one to agree to hand it over.</param>
public sealed record ControlView(
    ReleaseControl Control,
    string AreaName,
    IReadOnlyDictionary<string, GroupSize> Groups,
    IReadOnlyDictionary<string, EntryLine> LastChanges,
    EntryLine? LastEdit,
    string? HandOverAskedBy) : IControlNames
{
    /// <summary>Where it is deployed, as far as was reported.</summary>
    public DeployedView Deployed { get; init; } = DeployedView.Nothing;

    public bool IsRetired => Control.RetiredAt is not null;

    /// <summary>Whether it should have been removed by now.</summary>
    public bool IsOverdue(DateOnly today) => !IsRetired && Control.RemoveBy < today;

    public string GroupName(string key) => Groups.TryGetValue(key, out var group) ? group.Name : key;

    public string VariantName(string key) => Control.VariantOf(key)?.Name ?? key;
}
