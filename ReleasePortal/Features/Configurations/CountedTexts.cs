using Microsoft.Extensions.Localization;

namespace ReleasePortal.Features.Configurations;

internal static class CountedTexts
{
    /// <summary>A text with a number in it, with a form of its own for none and for one.</summary>
    public static string Count(this IStringLocalizer<ConfigurationsTexts> texts, string key, int count) => count switch
    {
        0 => texts[key + ".None"],
        1 => texts[key + ".One"],
        _ => texts[key + ".Many", count],
    };
}
