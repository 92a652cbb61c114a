using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Components.Groups;
using ReleasePortal.Domain.Audiences;

namespace ReleasePortal.Tests.Features.Components;

public class GroupWordsTests
{
    private static readonly Condition InGermany = new("country", ConditionOperator.In, ["DE", "AT"]);

    private readonly GroupWords _words =
        new ServiceCollection().AddLogging().AddComponents().BuildServiceProvider().GetRequiredService<GroupWords>();

    [Theory]
    [InlineData(0, null, "nobody")]
    [InlineData(1, null, "1 person")]
    [InlineData(9, null, "9 people")]
    [InlineData(0, 500, "about 5 % of everyone")]
    [InlineData(0, 10_000, "everyone")]
    [InlineData(9, 250, "9 people, and about 2.5 % of everyone")]
    public void Describe_MembersAndSample_InWords(int members, int? sample, string said) =>
        Assert.Equal(said, _words.Describe(members, [], sample));

    [Theory]
    [InlineData(0, null, "country is DE or AT")]
    [InlineData(9, null, "9 people, and everyone whose country is DE or AT")]
    [InlineData(0, 500, "about 5 % of those whose country is DE or AT")]
    public void Describe_Conditions_InWords(int members, int? sample, string said) =>
        Assert.Equal(said, _words.Describe(members, [InGermany], sample));

    [Fact]
    public void Describe_SeveralConditions_AllHold() =>
        Assert.Equal(
            "country is DE or AT and appVersion is version 5.2.0 or newer",
            _words.Describe(0, [InGermany, new Condition("appVersion", ConditionOperator.VersionGreaterOrEqual, ["5.2.0"])], sample: null));

    [Fact]
    public void Say_EveryOperator_HasItsSentence() => Assert.All(
        Enum.GetValues<ConditionOperator>(),
        comparison => Assert.StartsWith("tier is", _words.Say(new Condition("tier", comparison, ["gold", "silver"])).Replace("starts with", "is").Replace("ends with", "is").Replace("contains", "is"), StringComparison.Ordinal));

    [Fact]
    public void Say_NoneOf_ReadsAsEnglish()
    {
        Assert.Equal("country is neither DE nor AT", _words.Say(InGermany with { Operator = ConditionOperator.NotIn }));
        Assert.Equal("country is not DE", _words.Say(new Condition("country", ConditionOperator.NotIn, ["DE"])));
    }

    [Fact]
    public void Say_TextThatLooksLikeANumber_IsToldFromTheNumber()
    {
        Assert.Equal("age is 5", _words.Say(new Condition("age", ConditionOperator.Equals, [5])));
        Assert.Equal("age is “5”", _words.Say(new Condition("age", ConditionOperator.Equals, ["5"])));
        Assert.Equal("beta is true", _words.Say(new Condition("beta", ConditionOperator.Equals, [true])));
        Assert.Equal("beta is “true”", _words.Say(new Condition("beta", ConditionOperator.Equals, ["true"])));
    }

    [Fact]
    public void Say_ManyValues_AreCut() => Assert.Equal(
        "id is a0, a1, a2, a3, a4, a5 or 4 more",
        _words.Say(new Condition("id", ConditionOperator.In, [.. Enumerable.Range(0, 10).Select(index => (ConditionValue)$"a{index}")])));
}
