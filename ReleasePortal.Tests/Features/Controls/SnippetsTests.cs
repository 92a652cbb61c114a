using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Controls.Single;
using ReleasePortal.Tests.Support;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Features.Controls;

public sealed class SnippetsTests
{
    [Theory]
    [InlineData(ValueType.String, "\"a \\\"b\\\"\"", "\"c\"", ".NET", "GetStringValueAsync(\"layout\", \"a \\\"b\\\"\", user)")]
    [InlineData(ValueType.Number, "14", "30", "Java", "getIntegerValue(\"layout\", 14, user)")]
    [InlineData(ValueType.Number, "14", "0.5", "Java", "getDoubleValue(\"layout\", 14.0, user)")]
    [InlineData(ValueType.Number, "14", "0.5", "Python", "get_float_value(\"layout\", 14.0, user)")]
    [InlineData(ValueType.Number, "14", "0.5", ".NET", "GetDoubleValueAsync(\"layout\", 14, user)")]
    [InlineData(ValueType.Number, "14", "3000000000", "Java", "getDoubleValue(\"layout\", 14.0, user)")]
    [InlineData(ValueType.String, "\"\\uD83D\\uDE80 \\u2028\"", "\"c\"", "Go", "StringValue(context.Background(), \"layout\", \"🚀 \\u2028\", user)")]
    [InlineData(ValueType.Number, "14", "30", "JavaScript, server", "getNumberValue('layout', 14, user)")]
    [InlineData(ValueType.Number, "14", "30", "Go", "IntValue(context.Background(), \"layout\", 14, user)")]
    [InlineData(ValueType.Boolean, "false", "true", "Python", "get_boolean_value(\"layout\", False, user)")]
    [InlineData(ValueType.Object, "{\"a\":1}", "{}", "JavaScript, web", "getObjectValue('layout', {})")]
    [InlineData(ValueType.String, "\"a\"", "\"c\"", ".NET, IFeatureManager", "variant?.Configuration?.Get<string>() ?? \"a\";")]
    [InlineData(ValueType.Number, "14", "0.5", ".NET, IFeatureManager", "variant?.Configuration?.Get<double?>() ?? 14;")]
    public void Snippet_AsksWithTheAccessorOfTheType(ValueType type, string off, string other, string language, string asked)
    {
        var snippets = Snippets.For(Flag(type, off, other), "https://portal.example");

        Assert.Contains(asked, snippets.Single(snippet => snippet.Language == language).Code, StringComparison.Ordinal);
    }

    [Fact]
    public void Snippets_EveryLanguage_HaveTheAddressTheNameOfTheKeyAndNoHoles() => Assert.All(
        Snippets.For(Flag(ValueType.String, "\"a\"", "\"b\""), "https://portal.example"),
        snippet =>
        {
            Assert.Contains("https://portal.example", snippet.Code, StringComparison.Ordinal);
            Assert.Contains(Snippets.KeyName, snippet.Code, StringComparison.Ordinal);
            Assert.DoesNotContain("⟦", snippet.Code, StringComparison.Ordinal);
        });

    private static ReleaseControl Flag(ValueType type, string off, string other)
    {
        var details = Shop.Layout.Details with { Variants = [new Variant("off", "Off", off), new Variant("other", "Other", other)] };
        var circumstances = new Circumstances(
            Actor.Portal, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Guid.NewGuid(), "", new Dictionary<string, string>(StringComparer.Ordinal));
        var created = ReleaseControl.Create(Guid.NewGuid(), "layout", ControlKind.Flag, type, "off", details, circumstances);
        Assert.True(created.IsSuccess, created.Refusal?.Message.ToString());
        return created.Value;
    }
}
