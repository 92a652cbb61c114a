using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Audiences;

/// <summary>Groups: defining, editing, removing, and what must hold of what is written about them.</summary>
public class AudienceGroupTests
{
    [Fact]
    public void Define_Group_KeepsWhatWasWritten()
    {
        var group = Given.AGroup();

        Assert.Equal(("early-access", "Early access", 1), (group.Key, group.Name, group.Version));
        Assert.Equal(["ann", "bob"], group.Members);
        Assert.Equal("defined the group Early access", group.Defined().Sentence.Did().Plain());
    }

    [Fact]
    public void Define_MembersPastedWithWhiteSpace_AreTrimmedAndOnceOnly() =>
        Assert.Equal(["ann", "bob"], Given.AGroup(details: Given.GroupDetails() with { Members = [" ann", "ann\r", "bob\n"] }).Members);

    [Fact]
    public void Define_MembersInOtherLetterCase_AreOtherMembers() =>
        Assert.Equal(["ann", "Ann"], Given.AGroup(details: Given.GroupDetails() with { Members = ["ann", "Ann"] }).Members);

    [Fact]
    public void Define_ScriptInTheName_IsKeptAsText() =>
        Assert.Equal("<b onclick=x>", Given.AGroup(details: Given.GroupDetails("<b onclick=x>")).Name);

    [Theory]
    [InlineData("", "key: Required")]
    [InlineData("Early Access", "key: Key")]
    [InlineData("everyone", "key: Reserved")]
    [InlineData("none", "key: Reserved")]
    public void Define_KeyThatIsNone_IsRefused(string key, string error)
    {
        var result = AudienceGroup.Define(Guid.CreateVersion7(), key, Given.GroupDetails(), Given.Circumstances());

        Assert.Equal([error], result.Refusal.Errors());
    }

    [Fact]
    public void Define_WithoutAName_IsRefused() => AssertRefused(Given.GroupDetails(" "), "name: Required");

    [Fact]
    public void Define_OverLongTexts_AreRefused() => AssertRefused(
        Given.GroupDetails(new string('x', 101)) with { Description = new string('x', 501) }, "name: TooLong", "description: TooLong");

    [Fact]
    public void Define_AreaThatIsNone_IsRefused() => AssertRefused(Given.GroupDetails() with { Area = "No area" }, "area: Key");

    [Fact]
    public void Define_GroupOfNobody_IsRefused() => AssertRefused(Given.GroupDetails() with { Members = [] }, "members: GroupOfNobody");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    [InlineData("null\0character")]
    public void Define_MemberThatIsNone_IsRefused(string? member) =>
        AssertRefused(Given.GroupDetails() with { Members = ["ann", member!] }, "members: Member");

    [Fact]
    public void Define_MemberWithHalfOfASurrogatePair_IsRefused() =>
        AssertRefused(Given.GroupDetails() with { Members = ["ann \ud83d"] }, "members: Member");

    [Fact]
    public void Define_OverLongMember_IsRefused() =>
        AssertRefused(Given.GroupDetails() with { Members = [new string('x', 257)] }, "members: Member");

    [Fact]
    public void Define_TooManyMembers_IsRefused() => AssertRefused(
        Given.GroupDetails() with { Members = [.. Enumerable.Range(0, 10_001).Select(index => $"user-{index}")] }, "members: TooMany");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void Define_SampleThatIsNone_IsRefused(int sample) =>
        AssertRefused(Given.GroupDetails() with { Sample = sample }, "sample: Sample");

    [Theory]
    [InlineData(1)]
    [InlineData(10_000)]
    public void Define_SampleWithinBounds_IsKept(int sample) =>
        Assert.Equal(sample, Given.AGroup(details: Given.GroupDetails() with { Sample = sample }).Sample);

    [Fact]
    public void Define_TooManyConditions_IsRefused() => AssertRefused(
        Given.GroupDetails() with { Conditions = [.. Enumerable.Repeat(new Condition("country", ConditionOperator.Equals, ["de"]), 51)] },
        "conditions: TooMany");

    [Fact]
    public void Define_ConditionWithoutAnAttribute_IsRefused() =>
        AssertConditionRefused(new Condition(" ", ConditionOperator.Equals, ["de"]), "conditions.0.attribute: Required");

    [Theory]
    [InlineData(ConditionOperator.Equals)]
    [InlineData(ConditionOperator.In)]
    [InlineData(ConditionOperator.LessThan)]
    [InlineData(ConditionOperator.VersionEquals)]
    public void Define_ConditionWithoutAValue_IsRefused(ConditionOperator comparison)
    {
        AssertConditionRefused(new Condition("country", comparison, []), "conditions.0.values: Required");
        AssertConditionRefused(new Condition("country", comparison, [""]), "conditions.0.values: Required");
        AssertConditionRefused(new Condition("country", comparison, [new ConditionValue()]), "conditions.0.values: Required");
    }

    [Fact]
    public void Define_ConditionValueThatIsTwoThings_IsRefused() => AssertConditionRefused(
        new Condition("age", ConditionOperator.Equals, [new ConditionValue { Text = "18", Number = 18 }]), "conditions.0.values: Required");

    [Theory]
    [InlineData(ConditionOperator.Equals)]
    [InlineData(ConditionOperator.StartsWith)]
    public void Define_SeveralValuesForOne_AreRefused(ConditionOperator comparison) =>
        AssertConditionRefused(new Condition("country", comparison, ["de", "fr"]), "conditions.0.values: OneValue");

    [Fact]
    public void Define_TooManyValues_AreRefused() => AssertConditionRefused(
        new Condition("country", ConditionOperator.In, [.. Enumerable.Range(0, 1_001).Select(index => (ConditionValue)$"{index}")]),
        "conditions.0.values: TooMany");

    [Fact]
    public void Define_OverLongValue_IsRefused() => AssertConditionRefused(
        new Condition("country", ConditionOperator.Equals, [new string('x', 257)]), "conditions.0.values: TooLong");

    [Fact]
    public void Define_ValueWithHalfOfASurrogatePair_IsRefused() => AssertConditionRefused(
        new Condition("country", ConditionOperator.Equals, ["\ud83d"]), "conditions.0.values: Characters");

    [Theory]
    [InlineData(ConditionOperator.LessThan)]
    [InlineData(ConditionOperator.LessOrEqual)]
    [InlineData(ConditionOperator.GreaterThan)]
    [InlineData(ConditionOperator.GreaterOrEqual)]
    public void Define_ComparisonOfSizeWithText_IsRefused(ConditionOperator comparison) =>
        AssertConditionRefused(new Condition("age", comparison, ["18"]), "conditions.0.values: ValueFor.Number");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Define_NumberThatIsNotFinite_IsRefused(double number)
    {
        AssertConditionRefused(new Condition("age", ConditionOperator.LessThan, [number]), "conditions.0.values: ValueFor.Number");
        AssertConditionRefused(new Condition("age", ConditionOperator.Equals, [number]), "conditions.0.values: ValueFor.Number");
    }

    [Theory]
    [InlineData(ConditionOperator.StartsWith)]
    [InlineData(ConditionOperator.EndsWith)]
    [InlineData(ConditionOperator.Contains)]
    public void Define_ComparisonOfTextWithANumber_IsRefused(ConditionOperator comparison) =>
        AssertConditionRefused(new Condition("name", comparison, [1]), "conditions.0.values: ValueFor.Text");

    [Theory]
    [InlineData("v1.0.0")]
    [InlineData("1.0")]
    [InlineData("latest")]
    public void Define_ComparisonOfVersionsWithAnythingElse_IsRefused(string version)
    {
        var comparisons = Enum.GetValues<ConditionOperator>().Where(comparison => comparison >= ConditionOperator.VersionEquals);

        Assert.All(comparisons, comparison => AssertConditionRefused(
            new Condition("app", comparison, [version]), "conditions.0.values: ValueFor.Version"));
    }

    [Fact]
    public void Define_EveryOperatorWithAValueOfItsType_IsKept()
    {
        Condition[] conditions =
        [
            new("country", ConditionOperator.Equals, ["de"]),
            new("isStaff", ConditionOperator.NotEquals, [true]),
            new("age", ConditionOperator.In, [17, 18.5]),
            new("country", ConditionOperator.NotIn, ["fr", "it"]),
            new("email", ConditionOperator.StartsWith, ["a"]),
            new("email", ConditionOperator.EndsWith, ["@example.com"]),
            new("email", ConditionOperator.Contains, ["@"]),
            new("age", ConditionOperator.LessThan, [1]),
            new("age", ConditionOperator.LessOrEqual, [1]),
            new("age", ConditionOperator.GreaterThan, [1]),
            new("age", ConditionOperator.GreaterOrEqual, [1]),
            .. Enum.GetValues<ConditionOperator>()
                .Where(comparison => comparison >= ConditionOperator.VersionEquals)
                .Select(comparison => new Condition("app", comparison, ["2.14.0-rc.1"])),
        ];

        var group = Given.AGroup(details: Given.GroupDetails() with { Conditions = conditions });

        Assert.Equal(conditions, group.Conditions);
        Assert.Equal(Enum.GetValues<ConditionOperator>().Order(), conditions.Select(condition => condition.Operator).Order());
    }

    [Fact]
    public void Edit_OtherMembers_IsKeptWithBeforeAndAfter()
    {
        var group = Given.AGroup();

        var changed = group.Edit(Given.GroupDetails() with { Members = ["cid"] }, seenVersion: 1, Given.Circumstances()).OrThrow();

        Assert.Equal(2, group.Version);
        Assert.Equal(["ann", "bob"], Assert.IsType<GroupSnapshot>(changed.Before).Members.Select(member => member.Value));
        Assert.Equal(["cid"], Assert.IsType<GroupSnapshot>(changed.After).Members.Select(member => member.Value));
        Assert.Equal("changed the group Early access", changed.Sentence.Did().Plain());
    }

    [Fact]
    public void Edit_NothingDifferent_IsRefusedAndChangesNothing()
    {
        var group = Given.AGroup();
        var entry = group.LastEntry;

        var result = group.Edit(Given.GroupDetails() with { Members = ["ann", "bob "] }, seenVersion: 1, Given.Circumstances());

        Assert.IsType<AlreadySo>(result.Refusal);
        Assert.Equal((1, entry), (group.Version, group.LastEntry));
    }

    [Fact]
    public void Edit_OtherConditionOnly_IsAChange()
    {
        var details = Given.GroupDetails() with { Conditions = [new Condition("country", ConditionOperator.Equals, ["de"])] };
        var group = Given.AGroup(details: details);

        var result = group.Edit(
            details with { Conditions = [new Condition("country", ConditionOperator.Equals, ["fr"])] }, seenVersion: null, Given.Circumstances());

        Assert.True(result.IsSuccess);
    }

    [Fact]
    public void Edit_OlderVersionSeen_IsStale() =>
        Assert.IsType<Stale>(Given.AGroup().Edit(Given.GroupDetails("Other"), seenVersion: 0, Given.Circumstances()).Refusal);

    [Fact]
    public void Edit_Invalid_IsRefusedAndChangesNothing()
    {
        var group = Given.AGroup();

        Assert.Equal(["name: Required"], group.Edit(Given.GroupDetails(""), seenVersion: null, Given.Circumstances()).Refusal.Errors());
        Assert.Equal("Early access", group.Name);
    }

    [Fact]
    public void Remove_Group_SaysItAndKeepsWhatItWas()
    {
        var changed = Given.AGroup().Remove(seenVersion: 1).OrThrow();

        Assert.Equal("removed the group Early access", changed.Sentence.Did().Plain());
        Assert.Equal("Early access", Assert.IsType<GroupSnapshot>(changed.Before).Name);
        Assert.Null(changed.After);
    }

    [Fact]
    public void Remove_OlderVersionSeen_IsStale() => Assert.IsType<Stale>(Given.AGroup().Remove(seenVersion: 0).Refusal);

    private static void AssertConditionRefused(Condition condition, params string[] errors) =>
        AssertRefused(Given.GroupDetails() with { Conditions = [condition] }, errors);

    private static void AssertRefused(GroupDetails details, params string[] errors)
    {
        var result = AudienceGroup.Define(Guid.CreateVersion7(), "key", details, Given.Circumstances());

        Assert.Equal(errors, result.Refusal.Errors());
    }
}
