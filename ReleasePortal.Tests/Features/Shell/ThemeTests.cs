using System.Globalization;
using System.Text.RegularExpressions;
using MudBlazor.Utilities;
using ReleasePortal.Shell;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Shell;

/// <summary>The tokens of wwwroot/app.css: MudBlazor's theme has the same colours, and every pair that carries text can be read.</summary>
public partial class ThemeTests
{
    private static readonly IReadOnlyDictionary<string, (string Light, string Dark)> Tokens = ReadTokens();

    public static TheoryData<string, string> PairsWithText => new()
    {
        { "ink", "bg" }, { "ink", "surface" }, { "ink", "raised" }, { "ink", "accent-soft" }, { "ink", "harm-soft" }, { "ink", "live-soft" },
        { "ink-2", "bg" }, { "ink-2", "surface" }, { "ink-2", "raised" },
        { "ink-3", "bg" }, { "ink-3", "surface" }, { "ink-3", "raised" }, { "ink-3", "accent-soft" },
        { "accent", "bg" }, { "accent", "surface" }, { "accent", "accent-soft" },
        { "accent-ink", "accent" }, { "accent-ink", "accent-strong" }, { "harm-ink", "harm" },
        { "live", "live-soft" }, { "sched", "sched-soft" }, { "wait", "wait-soft" }, { "ink-2", "wait-soft" },
        { "attn", "attn-soft" }, { "harm", "harm-soft" }, { "ops", "ops-soft" },
        { "harm", "bg" }, { "harm", "surface" }, { "harm", "raised" },
        { "production", "raised" }, { "staging", "raised" }, { "development", "raised" },
    };

    [Theory]
    [MemberData(nameof(PairsWithText))]
    public void Text_HasContrastAa_InBothThemes(string ink, string ground)
    {
        Assert.InRange(Contrast(Tokens[ink].Light, Tokens[ground].Light), 4.5, 21);
        Assert.InRange(Contrast(Tokens[ink].Dark, Tokens[ground].Dark), 4.5, 21);
    }

    [Theory]
    [InlineData("field-line", "surface")]
    [InlineData("production", "bg")]
    [InlineData("staging", "bg")]
    [InlineData("accent", "bg")]
    public void EdgesThatMean_HaveContrastThree_InBothThemes(string edge, string ground)
    {
        Assert.InRange(Contrast(Tokens[edge].Light, Tokens[ground].Light), 3, 21);
        Assert.InRange(Contrast(Tokens[edge].Dark, Tokens[ground].Dark), 3, 21);
    }

    [Fact]
    public void Production_HasAColourOfItsOwn() =>
        Assert.Single(Tokens, token => token.Value.Light == Tokens["production"].Light || token.Value.Dark == Tokens["production"].Dark);

    [Fact]
    public void MudTheme_HasTheColoursOfTheTokens()
    {
        var (light, dark) = (PortalTheme.Theme.PaletteLight, PortalTheme.Theme.PaletteDark);
        (string Token, MudColor Light, MudColor Dark)[] same =
        [
            ("accent", light.Primary, dark.Primary), ("accent-ink", light.PrimaryContrastText, dark.PrimaryContrastText),
            ("ops", light.Tertiary, dark.Tertiary), ("live", light.Success, dark.Success), ("attn", light.Warning, dark.Warning),
            ("harm", light.Error, dark.Error), ("ink", light.TextPrimary, dark.TextPrimary), ("ink-2", light.TextSecondary, dark.TextSecondary),
            ("bg", light.Background, dark.Background), ("surface", light.Surface, dark.Surface),
            ("line", light.LinesDefault, dark.LinesDefault), ("field-line", light.LinesInputs, dark.LinesInputs),
        ];

        Assert.All(same, pair => Assert.Equal(
            Tokens[pair.Token],
            (pair.Light.ToString(MudColorOutputFormats.Hex), pair.Dark.ToString(MudColorOutputFormats.Hex))));
    }

    private static Dictionary<string, (string Light, string Dark)> ReadTokens()
    {
        var css = File.ReadAllText(Path.Combine(Repository.Root, "ReleasePortal", "wwwroot", "app.css"));
        return Token().Matches(css).ToDictionary(
            match => match.Groups["name"].Value,
            match => (match.Groups["light"].Value, match.Groups["dark"].Value),
            StringComparer.Ordinal);
    }

    // WCAG 2.2, "contrast ratio" and "relative luminance".
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex) =>
        (0.2126 * Linear(hex[1..3])) + (0.7152 * Linear(hex[3..5])) + (0.0722 * Linear(hex[5..7]));

    private static double Linear(string part)
    {
        var value = int.Parse(part, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"^\s*--(?<name>[\w-]+): light-dark\((?<light>#[0-9a-f]{6}), (?<dark>#[0-9a-f]{6})\);", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
