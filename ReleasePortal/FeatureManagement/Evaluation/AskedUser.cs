using Microsoft.FeatureManagement.FeatureFilters;

namespace ReleasePortal.FeatureManagement.Evaluation;

/// <summary>For whom is asked, as conditions see the user.</summary>
internal readonly struct AskedUser(ITargetingContext? context)
{
    private const string TargetingKey = "targetingKey";

    private const string GroupPrefix = "group.";

    /// <summary>What the application says under that name.</summary>
    public Value this[string name]
    {
        get
        {
            if (context is null)
                return Value.Nothing;
            if (name is TargetingKey)
                return Value.Of(context.UserId);
            if (context is PortalUser user && user.Attributes.TryGetValue(name, out var attribute))
                return Value.Of(attribute);
            return IsInGroup(name) ? true : Value.Nothing;
        }
    }

    // FeatureManagement's groups are names that the application gives its user; ours are defined in the portal, over attributes.
    private bool IsInGroup(string name) =>
        context!.Groups is { } groups && name.StartsWith(GroupPrefix, StringComparison.Ordinal) && groups.Contains(name[GroupPrefix.Length..]);
}
