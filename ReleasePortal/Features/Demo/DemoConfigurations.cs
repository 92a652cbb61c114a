using ReleasePortal.Domain;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Demo;

/// <summary>The sets of states under which the demo shop is tested.</summary>
internal static class DemoConfigurations
{
    /// <param name="open">The business controls that are open on production now.</param>
    public static IReadOnlyList<Change> Changes(IReadOnlyList<ConfiguredState> open)
    {
        ConfiguredState[] shown =
        [
            new("spring-storefront", ReleaseState.ToEveryone(Serving.Of(Variant.On))),
            new("loyalty-banner", ReleaseState.ToEveryone(Serving.Of(Variant.On))),
            new("front-page-picture", ReleaseState.ToEveryone(Serving.Of("boots"))),
        ];
        return
        [
            new DefineConfiguration("production-today", new ConfigurationDetails("Production today", "What customers get as the day begins.", open)),
            new DefineConfiguration("trade-show-morning", new ConfigurationDetails(
                "Trade show morning", "Production as it will be when the show opens.", [.. open.ExceptBy(shown.Select(state => state.Control), state => state.Control), .. shown])),
            new DefineConfiguration("everything-closed", new ConfigurationDetails("Everything closed", "The shop without any feature that can be withdrawn.", [])),
        ];
    }
}
