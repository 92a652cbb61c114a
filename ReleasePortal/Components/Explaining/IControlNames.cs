using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Components.Explaining;

/// <summary>A control, as it is or as it was, with the names that sentences about it need.</summary>
public interface IControlNames
{
    ReleaseControl Control { get; }

    /// <summary>What a group is called; its key when nothing is known of it any more.</summary>
    string GroupName(string key);

    /// <summary>What a variant is called, likewise.</summary>
    string VariantName(string key);
}
