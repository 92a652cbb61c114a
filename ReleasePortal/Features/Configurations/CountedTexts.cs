using Microsoft.Extensions.Localization;

namespace ReleasePortal.Features.Configurations;

internal static class CountedTexts
{
    /// <summary>A text with a number in it, with a form of its own for none and for one.</summary>
    public static string Count(this IStringLocalizer<ConfigurationsTexts> texts, string none, string one, string many, int count) => count switch
    {
        0 => texts[none],
        1 => texts[one],
        _ => texts[many, count],
    };
}
