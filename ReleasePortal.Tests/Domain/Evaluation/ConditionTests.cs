using FsCheck;
using FsCheck.Xunit;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Evaluation;
using static ReleasePortal.Domain.Audiences.ConditionOperator;
using Condition = ReleasePortal.Domain.Audiences.Condition;

namespace ReleasePortal.Tests.Domain.Evaluation;

public sealed class ConditionTests
{
    [Theory]
    [InlineData(ConditionOperator.Equals, "pro", "pro", true)]
    [InlineData(ConditionOperator.Equals, "pro", "Pro", false)]
    [InlineData(NotEquals, "pro", "free", true)]
    [InlineData(NotEquals, "pro", "pro", false)]
    [InlineData(StartsWith, "de-", "de-AT", true)]
    [InlineData(StartsWith, "de-", "DE-AT", false)]
    [InlineData(EndsWith, "@example.com", "ann@example.com", true)]
    [InlineData(EndsWith, "@example.com", "ann@example.org", false)]
    [InlineData(Contains, "beta", "a beta user", true)]
    [InlineData(Contains, "beta", "a Beta user", false)]
    public void Text_IsCompared_CaseSensitively(ConditionOperator comparison, string wanted, string actual, bool holds) =>
        Assert.Equal(holds, Holds(Compiled.Where("attribute", comparison, wanted), actual));

    [Theory]
    [InlineData(ConditionOperator.Equals, 18, 18, true)]
    [InlineData(NotEquals, 18, 18, false)]
    [InlineData(NotEquals, 18, 18.5, true)]
    [InlineData(LessThan, 18, 17.9, true)]
    [InlineData(LessThan, 18, 18, false)]
    [InlineData(LessOrEqual, 18, 18, true)]
    [InlineData(LessOrEqual, 18, 18.1, false)]
    [InlineData(GreaterThan, 18, 18.1, true)]
    [InlineData(GreaterThan, 18, 18, false)]
    [InlineData(GreaterOrEqual, 18, 18, true)]
    [InlineData(GreaterOrEqual, 18, 17.9, false)]
    public void Number_IsCompared_ByItsValue(ConditionOperator comparison, double wanted, double actual, bool holds) =>
        Assert.Equal(holds, Holds(Compiled.Where("attribute", comparison, wanted), actual));

    [Theory]
    [InlineData(In, "at", true)]
    [InlineData(In, "fr", false)]
    [InlineData(NotIn, "fr", true)]
    [InlineData(NotIn, "at", false)]
    public void List_IsSearched(ConditionOperator comparison, string actual, bool holds) =>
        Assert.Equal(holds, Holds(Compiled.Where("attribute", comparison, "de", "at", "ch"), actual));

    [Fact]
    public void NotIn_TypeThatTheListHasNot_Fails()
    {
        var condition = Compiled.Where("attribute", NotIn, "de", 7);

        Assert.True(Holds(condition, "at"));
        Assert.True(Holds(condition, 8));
        Assert.False(Holds(condition, true));
    }

    [Theory]
    [InlineData(ConditionOperator.Equals, true, true)]
    [InlineData(ConditionOperator.Equals, false, false)]
    [InlineData(NotEquals, false, true)]
    public void Truth_IsComparedWithTruth(ConditionOperator comparison, bool actual, bool holds) =>
        Assert.Equal(holds, Holds(Compiled.Where("attribute", comparison, true), actual));

    [Theory]
    [InlineData(VersionEquals, "2.1.0", "2.1.0+build.7", true)]
    [InlineData(VersionNotEquals, "2.1.0", "2.1.0+build.7", false)]
    [InlineData(VersionNotEquals, "2.1.0", "2.1.1", true)]
    [InlineData(VersionLessThan, "2.1.0", "2.1.0-rc.1", true)]
    [InlineData(VersionLessOrEqual, "2.1.0", "2.1.0", true)]
    [InlineData(VersionGreaterThan, "2.9.0", "2.10.0", true)]
    [InlineData(VersionGreaterThan, "2.9.0", "2.9.0", false)]
    [InlineData(VersionGreaterOrEqual, "2.9.0", "2.9.0", true)]
    [InlineData(VersionGreaterOrEqual, "2.9.0", "v3.0.0", false)]
    [InlineData(VersionNotEquals, "2.9.0", "3", false)]
    [InlineData(VersionGreaterThan, "1.0.0", "99999999999999999999999.0.0", true)]
    public void Version_IsCompared_ByPrecedence(ConditionOperator comparison, string wanted, string actual, bool holds) =>
        Assert.Equal(holds, Holds(Compiled.Where("attribute", comparison, wanted), actual));

    /// <summary>The examples of semver.org 2.0.0, section 11, each line in ascending order.</summary>
    [Theory]
    [InlineData("1.0.0", "2.0.0", "2.1.0", "2.1.1")]
    [InlineData("1.0.0-alpha", "1.0.0")]
    [InlineData("1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0")]
    public void Version_ExamplesOfTheSpecification_AreInTheirOrder(params string[] ascending)
    {
        for (var left = 0; left < ascending.Length; left++)
        {
            for (var right = 0; right < ascending.Length; right++)
            {
                Assert.Equal(left < right, Holds(Compiled.Where("attribute", VersionLessThan, ascending[right]), ascending[left]));
                Assert.Equal(left > right, Holds(Compiled.Where("attribute", VersionGreaterThan, ascending[right]), ascending[left]));
                Assert.Equal(left == right, Holds(Compiled.Where("attribute", VersionEquals, ascending[right]), ascending[left]));
            }
        }
    }

    public static TheoryData<ConditionOperator> AllOperators => [.. Enum.GetValues<ConditionOperator>()];

    [Theory]
    [MemberData(nameof(AllOperators))]
    public void AnyOperator_MissingAttribute_Fails(ConditionOperator comparison) =>
        Assert.False(IsIn(FittingCondition(comparison), Compiled.User()));

    [Theory]
    [MemberData(nameof(AllOperators))]
    public void AnyOperator_NullOrObject_Fails(ConditionOperator comparison) =>
        Assert.False(Holds(FittingCondition(comparison), AttributeValue.Other));

    [Theory]
    [MemberData(nameof(AllOperators))]
    public void AnyOperator_AnotherType_Fails(ConditionOperator comparison)
    {
        var condition = FittingCondition(comparison);

        Assert.False(Holds(condition, true));
        Assert.False(condition.Values[0].Text is null ? Holds(condition, "7") : Holds(condition, 7));
    }

    [Fact]
    public void TargetingKey_IsAnAttribute()
    {
        var condition = Compiled.Where("targetingKey", EndsWith, "@example.com");

        Assert.True(IsIn(condition, Compiled.User("ann@example.com")));
        Assert.False(IsIn(condition, Compiled.User("ann@example.org")));
    }

    [Property]
    public bool Conditions_InAnyOrder_GiveTheSame(bool first, bool second, bool third)
    {
        Condition[] conditions =
        [
            Compiled.Where("first", ConditionOperator.Equals, true),
            Compiled.Where("second", ConditionOperator.Equals, true),
            Compiled.Where("third", ConditionOperator.Equals, true),
        ];
        var user = Compiled.User("ann", ("first", first), ("second", second), ("third", third));
        var expected = first && second && third;

        return IsIn(conditions, user) == expected && IsIn([.. conditions.Reverse()], user) == expected;
    }

    [Property]
    public bool Text_ThatLooksLikeTheNumber_IsNoNumber(int number) =>
        !Holds(Compiled.Where("attribute", ConditionOperator.Equals, number), number.ToString(System.Globalization.CultureInfo.InvariantCulture))
        && Holds(Compiled.Where("attribute", ConditionOperator.Equals, number), number);

    [Property]
    public bool EqualsAndNotEquals_OnTheRightType_AreOpposites(NonEmptyString wanted, NonNull<string> actual) =>
        Holds(Compiled.Where("attribute", ConditionOperator.Equals, wanted.Get), actual.Get)
        != Holds(Compiled.Where("attribute", NotEquals, wanted.Get), actual.Get);

    private static Condition FittingCondition(ConditionOperator comparison) => comparison switch
    {
        LessThan or LessOrEqual or GreaterThan or GreaterOrEqual => Compiled.Where("attribute", comparison, 7),
        >= VersionEquals => Compiled.Where("attribute", comparison, "1.0.0"),
        _ => Compiled.Where("attribute", comparison, "7"),
    };

    private static bool Holds(Condition condition, AttributeValue actual) => IsIn(condition, Compiled.User("ann", ("attribute", actual)));

    private static bool IsIn(Condition condition, UserContext user) => IsIn([condition], user);

    private static bool IsIn(Condition[] conditions, UserContext user) =>
        CompiledGroup.Compile("group", Compiled.GroupWhere(conditions)).Contains(user) is Match.Yes;
}
