using System.Text;
using System.Text.Json;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Tests.Domain.Evaluation;

public sealed class UserContextTests
{
    [Fact]
    public void TryRead_AllTypes_AreKept()
    {
        Assert.True(TryRead("""{"targetingKey":"ann","plan":"pro","age":18.5,"staff":true,"tags":["a",{}],"team":null}""", out var user));

        Assert.Equal("ann", user.TargetingKey);
        Assert.Equal("pro", user.Attributes["plan"]);
        Assert.Equal(18.5, user.Attributes["age"]);
        Assert.Equal(true, user.Attributes["staff"]);
        Assert.Equal(AttributeValue.Other, user.Attributes["tags"]);
        Assert.Equal(AttributeValue.Other, user.Attributes["team"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"targetingKey":""}""")]
    [InlineData("""{"targetingKey":null}""")]
    public void TryRead_NoKeyOrAnEmptyOne_IsNobody(string json)
    {
        Assert.True(TryRead(json, out var user));
        Assert.Null(user.TargetingKey);
        Assert.False(user.TryGet("targetingKey", out _));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("\"ann\"")]
    [InlineData("""{"targetingKey":7}""")]
    [InlineData("""{"targetingKey":{"nested":[1]},"plan":"pro"}""")]
    public void TryRead_WrongTypes_AreRefused(string json) => Assert.False(TryRead(json, out _));

    [Fact]
    public void TryRead_RepeatedName_TheLastOneCounts()
    {
        Assert.True(TryRead("""{"targetingKey":"ann","plan":"free","plan":"pro","targetingKey":"bob"}""", out var user));
        Assert.Equal(("bob", "pro"), (user.TargetingKey, user.Attributes["plan"].Text));
    }

    [Fact]
    public void TryRead_EscapedTargetingKeyName_IsTheTargetingKey()
    {
        Assert.True(TryRead("""{"\u0074argetingKey":"ann"}""", out var user));
        Assert.Equal("ann", user.TargetingKey);
    }

    [Theory]
    [InlineData("""{"plan":"pro" """)]
    [InlineData("""{"plan"}""")]
    [InlineData("""{"plan":}""")]
    public void TryRead_BrokenJson_Throws(string json) => Assert.ThrowsAny<JsonException>(() => TryRead(json, out _));

    [Fact]
    public void TryRead_HalfASurrogatePair_Throws() =>
        Assert.Throws<InvalidOperationException>(() => TryRead("""{"plan":"\ud800"}""", out _));

    private static bool TryRead(string json, out UserContext user)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return UserContext.TryRead(ref reader, out user);
    }
}
