using Microsoft.FeatureManagement.FeatureFilters;

namespace WebShop;

/// <summary>Tells FeatureManagement for whom it is asked.</summary>
internal sealed class ShopperContext(IHttpContextAccessor accessor) : ITargetingContextAccessor
{
    public ValueTask<TargetingContext> GetContextAsync() =>
        new(accessor.HttpContext is { } http ? Shopper.Of(http).AsUser() : null!); // outside a request, for nobody
}
