using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;

namespace ReleasePortal.FeatureManagement;

/// <summary>
/// The portal's controls as feature definitions. What it does not know is asked of the source that was there before, such as
/// appsettings.json; what neither knows is unknown to FeatureManagement.
/// </summary>
internal sealed class PortalFeatures(
    PortalConnection connection, [FromKeyedServices(PortalFeatures.Others)] IFeatureDefinitionProvider others) : IFeatureDefinitionProvider
{
    /// <summary>Under which key the source that was there before is registered.</summary>
    public const string Others = "Beside ReleasePortal";

    public Task<FeatureDefinition?> GetFeatureDefinitionAsync(string featureName) => connection.State.Find(featureName) is { } control
        ? Task.FromResult<FeatureDefinition?>(Question.About(control))
        : others.GetFeatureDefinitionAsync(featureName)!;

    public async IAsyncEnumerable<FeatureDefinition> GetAllFeatureDefinitionsAsync()
    {
        var state = connection.State;
        foreach (var control in state.Controls)
            yield return Question.About(control);

        await foreach (var other in others.GetAllFeatureDefinitionsAsync().ConfigureAwait(false))
        {
            if (state.Find(other.Name) is null)
                yield return other;
        }
    }
}
