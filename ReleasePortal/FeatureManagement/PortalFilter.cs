using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace ReleasePortal.FeatureManagement;

/// <summary>Answers for the user whom the application's <see cref="ITargetingContextAccessor"/> names, if it has one.</summary>
[FilterAlias(Alias)]
internal sealed class PortalFilter(ITargetingContextAccessor? accessor = null) : IFeatureFilter
{
    public const string Alias = "ReleasePortal";

    public async Task<bool> EvaluateAsync(FeatureFilterEvaluationContext context)
    {
        var user = accessor is null ? null : await accessor.GetContextAsync().ConfigureAwait(false);
        (context.Settings as Question)?.Answer(user);
        return false; // see Question
    }
}

/// <summary>Answers for the user who was handed over with the question.</summary>
[FilterAlias(PortalFilter.Alias)]
internal sealed class PortalUserFilter : IContextualFeatureFilter<ITargetingContext>
{
    private static readonly Task<bool> NobodyThrough = Task.FromResult(false); // see Question

    public Task<bool> EvaluateAsync(FeatureFilterEvaluationContext featureFilterContext, ITargetingContext appContext)
    {
        (featureFilterContext.Settings as Question)?.Answer(appContext);
        return NobodyThrough;
    }
}
