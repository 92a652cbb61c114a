using Microsoft.FeatureManagement.FeatureFilters;

namespace ReleasePortal.FeatureManagement;

/// <summary>
/// A user with attributes that audience groups of the portal ask about. Hand it to <c>IsEnabledAsync</c> or
/// <c>GetVariantAsync</c>, or return it from your <see cref="ITargetingContextAccessor"/>.
/// </summary>
/// <remarks>
/// <see cref="TargetingContext.UserId"/> is the targeting key. Each of <see cref="TargetingContext.Groups"/> is an attribute
/// <c>group.</c><i>name</i> that is true.
/// </remarks>
public sealed class PortalUser : TargetingContext
{
    /// <summary>A user whom nothing is known about.</summary>
    public PortalUser()
    {
    }

    /// <param name="userId">What tells one user from another.</param>
    public PortalUser(string? userId) => UserId = userId;

    /// <summary>All else that is known: texts, numbers and truth values. Names and values count as they are written.</summary>
    public IDictionary<string, object?> Attributes { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);
}
