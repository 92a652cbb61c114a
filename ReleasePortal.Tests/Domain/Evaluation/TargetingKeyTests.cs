using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;
using static ReleasePortal.Tests.Domain.Evaluation.Compiled;

namespace ReleasePortal.Tests.Domain.Evaluation;

/// <summary>A missing key is an error just where the answer depends on it: kill switches are often read without a user.</summary>
public sealed class TargetingKeyTests
{
    private static readonly AudienceGroup Pros = Group("pros", new() { Name = "Pros", Conditions = [Where("plan", ConditionOperator.Equals, "pro")] });
    private static readonly AudienceGroup Staff = Group("staff", new() { Name = "Staff", Members = ["ann"] });
    private static readonly AudienceGroup Tenth = Group("tenth", new() { Name = "Tenth", Sample = 1_000 });
    private static readonly AudienceGroup All = Group("all", new() { Name = "All", Sample = 10_000 });

    private static readonly AudienceGroup ProsAndStaff =
        Group("pros-and-staff", new() { Name = "Both", Members = ["ann"], Conditions = [Where("plan", ConditionOperator.Equals, "pro")] });

    private static readonly AudienceGroup TenthOfPros =
        Group("tenth-of-pros", new() { Name = "Tenth", Sample = 1_000, Conditions = [Where("plan", ConditionOperator.Equals, "pro")] });

    private static readonly UserContext Pro = User(null, ("plan", "pro"));
    private static readonly UserContext Free = User("", ("plan", "free"));

    [Fact]
    public void ClosedOrOpenToEveryone_NeedsNoKey()
    {
        AssertNotNeeded(Toggle(ReleaseState.Closed), Free);
        AssertNotNeeded(Toggle(OpenToEveryone()), Free);
    }

    [Fact]
    public void Share_NeedsIt() => AssertNeeded(Toggle(OpenToEveryone(share: 5_000)), Free);

    [Fact]
    public void Split_NeedsIt() => AssertNeeded(Flag(SplitEveryone(null, new("express", 1), new("guided", 1))), Free);

    [Fact]
    public void Split_DownToOneVariant_DoesNot() => AssertNotNeeded(Flag(SplitEveryone(null, new("express", 1), new("guided", 0))), Free);

    [Fact]
    public void MemberList_NeedsIt() => AssertNeeded(OpenToThe(Staff), Pro);

    [Fact]
    public void MemberList_OfAGroupWhoseConditionsHold_DoesNot() => AssertNotNeeded(OpenToThe(ProsAndStaff), Pro, "on");

    [Fact]
    public void MemberList_OfAGroupWhoseConditionsFail_NeedsIt() => AssertNeeded(OpenToThe(ProsAndStaff), Free);

    [Fact]
    public void Conditions_DoNot()
    {
        AssertNotNeeded(OpenToThe(Pros), Pro, "on");
        AssertNotNeeded(OpenToThe(Pros), Free, "off");
    }

    [Fact]
    public void Sample_NeedsIt() => AssertNeeded(OpenToThe(Tenth), Free);

    [Fact]
    public void Sample_OfThoseWhoseConditionsFail_DoesNot() => AssertNotNeeded(OpenToThe(TenthOfPros), Free, "off");

    [Fact]
    public void Sample_OfThoseWhoseConditionsHold_NeedsIt() => AssertNeeded(OpenToThe(TenthOfPros), Pro);

    [Fact]
    public void Sample_OfEveryone_DoesNot() => AssertNotNeeded(OpenToThe(All), Free, "on");

    [Fact]
    public void EarlierRuleThatDecides_SparesTheLaterOnes() => AssertNotNeeded(OpenToThe(Pros, Staff), Pro, "on");

    [Fact]
    public void EarlierRuleThatNeedsIt_MakesTheAnswerDependOnIt() => AssertNeeded(OpenToThe(Staff, Pros), Pro);

    [Fact]
    public void EarlierRuleThatFails_LeavesItToTheLaterOne() => AssertNeeded(OpenToThe(Pros, Staff), Free);

    [Fact]
    public void SplitOfAGroupThatContainsTheUser_NeedsIt() =>
        AssertNeeded(Flag(OpenTo(Pros.GetsSplit(new("express", 1), new("guided", 1))), Pros), Pro);

    [Fact]
    public void SplitOfAGroupThatDoesNotContainTheUser_DoesNot() =>
        AssertNotNeeded(Flag(OpenTo(Pros.GetsSplit(new("express", 1), new("guided", 1))), Pros), Free, "classic");

    [Fact]
    public void ConditionOnTheKeyItself_FailsWithoutIt()
    {
        var group = GroupWhere(Where("targetingKey", ConditionOperator.NotEquals, "ann"));

        AssertNotNeeded(Toggle(OpenTo(group.Gets("on")), group), Free, "off");
    }

    private static CompiledControl OpenToThe(params AudienceGroup[] groups) =>
        Toggle(OpenTo([.. groups.Select(group => group.Gets("on"))]), groups);

    private static void AssertNeeded(CompiledControl control, UserContext user) =>
        Assert.Equal(AnswerError.TargetingKeyMissing, control.For(user).Error);

    private static void AssertNotNeeded(CompiledControl control, UserContext user, string? variant = null)
    {
        Assert.Equal(AnswerError.None, control.For(user).Error);
        Assert.Equal(variant ?? control.For(user).Variant!.Key, control.For(user).Variant!.Key);
    }
}
