using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ReleasePortal.Domain.Audiences;

namespace ReleasePortal.Tests.Domain.Audiences;

public sealed partial class SemanticVersionTests
{
    [Theory]
    [InlineData("0.0.4")]
    [InlineData("10.20.30")]
    [InlineData("1.1.2-prerelease+meta")]
    [InlineData("1.0.0-alpha.0valid")]
    [InlineData("1.0.0-rc.1+build.1")]
    [InlineData("1.2.3----RC-SNAPSHOT.12.9.1--.12+788")]
    [InlineData("1.0.0+0.build.1-rc.10000aaa-kk-0.1")]
    [InlineData("99999999999999999999999.999999999999999999.99999999999999999")]
    [InlineData("1.0.0-0A.is.legal")]
    [InlineData("1.0.0+007")]
    public void TryParse_Version_IsAccepted(string text) => Assert.True(SemanticVersion.TryParse(text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("v1.2.3")]
    [InlineData("1.2.3-0123")]
    [InlineData("1.2.3-0123.0123")]
    [InlineData("1.1.2+.123")]
    [InlineData("+invalid")]
    [InlineData("-invalid+invalid")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0+")]
    [InlineData("1.0.0-alpha_beta")]
    [InlineData("1.0.0-alpha..1")]
    [InlineData("01.1.1")]
    [InlineData("1.01.1")]
    [InlineData("1.2.3+a+b")]
    [InlineData(" 1.2.3")]
    [InlineData("1.2.3\n")]
    [InlineData("١.٢.٣")]
    public void TryParse_AnythingElse_IsRefused(string? text) => Assert.False(SemanticVersion.TryParse(text, out _));

    [Property(MaxTest = 2_000)]
    public Property TryParse_AgreesWithThePatternOfTheSpecification() => Prop.ForAll(
        Gen.Elements("0", "1", "00", "23", "a", "rc", "-", ".", ".", ".", "+").ListOf().Select(string.Concat).ToArbitrary(),
        text => SemanticVersion.TryParse(text, out _) == SpecificationPattern().IsMatch(text)
            && SemanticVersion.TryParse("1.0.0-" + text, out _) == SpecificationPattern().IsMatch("1.0.0-" + text));

    [GeneratedRegex(
        @"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-((0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?(\+([0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*))?\z",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SpecificationPattern();
}
