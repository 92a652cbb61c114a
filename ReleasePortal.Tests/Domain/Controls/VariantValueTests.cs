using ReleasePortal.Domain.Controls;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Domain.Controls;

/// <summary>What a variant can hold: one JSON value of the control's type.</summary>
public class VariantValueTests
{
    [Theory]
    [InlineData(ValueType.Boolean, "true")]
    [InlineData(ValueType.Boolean, "false")]
    [InlineData(ValueType.String, "\"\"")]
    [InlineData(ValueType.String, "\"a \\\"b\\\" \\u00e9\"")]
    [InlineData(ValueType.Number, "0")]
    [InlineData(ValueType.Number, "-1.5e3")]
    [InlineData(ValueType.Object, "{}")]
    [InlineData(ValueType.Object, "{\"a\":[1,null,{\"b\":true}]}")]
    public void IsValid_ValueOfItsType_IsTrue(ValueType type, string json) => Assert.True(VariantValue.IsValid(type, json));

    [Theory]
    [InlineData(ValueType.Boolean, "\"true\"")]
    [InlineData(ValueType.Boolean, "1")]
    [InlineData(ValueType.Boolean, "True")]
    [InlineData(ValueType.String, "text")]
    [InlineData(ValueType.String, "null")]
    [InlineData(ValueType.Number, "\"1\"")]
    [InlineData(ValueType.Number, "1e400")]
    [InlineData(ValueType.Number, "NaN")]
    [InlineData(ValueType.Number, "01")]
    [InlineData(ValueType.Object, "[1]")]
    [InlineData(ValueType.Object, "null")]
    [InlineData(ValueType.Object, "{\"a\":1,}")]
    [InlineData(ValueType.Object, "{\"a\":[1e400]}")]
    [InlineData(ValueType.Object, "{} {}")]
    [InlineData(ValueType.Object, "{} // comment")]
    public void IsValid_AnythingElse_IsFalse(ValueType type, string json) => Assert.False(VariantValue.IsValid(type, json));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void IsValid_Nothing_IsFalse(string? json) =>
        Assert.All(Enum.GetValues<ValueType>(), type => Assert.False(VariantValue.IsValid(type, json)));

    [Fact]
    public void IsValid_HalfOfASurrogatePair_IsFalse()
    {
        Assert.False(VariantValue.IsValid(ValueType.String, "\"\\ud83d\""));
        Assert.False(VariantValue.IsValid(ValueType.String, "\"\ud83d\""));
        Assert.False(VariantValue.IsValid(ValueType.Object, "{\"a\":[\"\\ude00\"]}"));
    }

    [Fact]
    public void IsValid_MemberTwice_IsFalse() => Assert.False(VariantValue.IsValid(ValueType.Object, "{\"a\":1,\"a\":2}"));

    [Fact]
    public void IsValid_LargestValue_IsTrue()
    {
        Assert.True(VariantValue.IsValid(ValueType.String, $"\"{new string('x', VariantValue.MaxLength - 2)}\""));
        Assert.False(VariantValue.IsValid(ValueType.String, $"\"{new string('x', VariantValue.MaxLength - 1)}\""));
    }

    [Fact]
    public void IsValid_NestedWithoutEnd_IsFalse() =>
        Assert.False(VariantValue.IsValid(ValueType.Object, string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000)));

    [Theory]
    [InlineData(ValueType.String, "it's \"so\"")]
    [InlineData(ValueType.String, "<b>Grüße</b>\n")]
    [InlineData(ValueType.String, "")]
    [InlineData(ValueType.Number, "0.5")]
    [InlineData(ValueType.Boolean, "true")]
    [InlineData(ValueType.Object, "{\"a\": 1}")]
    public void FromInput_AndBack_IsWhatWasTyped(ValueType type, string typed)
    {
        var json = VariantValue.FromInput(type, typed);

        Assert.True(VariantValue.IsValid(type, json));
        Assert.Equal(typed, VariantValue.ToInput(type, json));
    }

    [Fact]
    public void FromInput_WhiteSpaceAroundANumber_IsTrimmed() => Assert.Equal("42", VariantValue.FromInput(ValueType.Number, " 42 "));

    [Fact]
    public void ToInput_WhatIsNoString_IsShownAsItIs() => Assert.Equal("42", VariantValue.ToInput(ValueType.String, "42"));
}
