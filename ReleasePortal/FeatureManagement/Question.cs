using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using ReleasePortal.FeatureManagement.Evaluation;

namespace ReleasePortal.FeatureManagement;

/// <summary>
/// One question about one control. FeatureManagement allocates variants by rules of its own, which are not the portal's; but it
/// asks for a definition each time, runs the definition's filter, and only then looks at the allocation. So each question gets
/// a definition of its own, with a filter that writes the portal's answer into it: the variant for whom the filter lets nobody
/// through. The variant itself says whether the feature is on.
/// </summary>
internal sealed class Question
{
    private readonly PortalControl _control;
    private readonly Allocation _allocation = new();

    private Question(PortalControl control) => _control = control;

    /// <summary>The definition with which to ask.</summary>
    public static FeatureDefinition About(PortalControl control)
    {
        var question = new Question(control);
        return new FeatureDefinition
        {
            Name = control.Key,
            EnabledFor = [new FeatureFilterConfiguration { Name = PortalFilter.Alias, ParametersObject = question }],
            Variants = control.Definitions,
            Allocation = question._allocation,
        };
    }

    /// <summary>Writes down what the user gets, null for nobody in particular.</summary>
    public void Answer(ITargetingContext? user) => _allocation.DefaultWhenDisabled = _control.For(new AskedUser(user)).Key;
}
