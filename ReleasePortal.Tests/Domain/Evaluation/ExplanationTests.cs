using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;
using static ReleasePortal.Tests.Domain.Evaluation.Compiled;

namespace ReleasePortal.Tests.Domain.Evaluation;

public sealed class ExplanationTests
{
    private static readonly AudienceGroup Adults = Group("adults", new()
    {
        Name = "Adults",
        Members = ["ann"],
        Conditions = [Where("age", ConditionOperator.GreaterOrEqual, 18), Where("country", ConditionOperator.In, "at", "de")],
        Sample = 4_000,
    });

    private static readonly AudienceGroup Pros = Group("pros", new() { Name = "Pros", Conditions = [Where("plan", ConditionOperator.Equals, "pro")] });

    [Fact]
    public void Conditions_AreAllExplained_AfterAFailedOneToo()
    {
        var control = Toggle(OpenTo(Adults.Gets("on")), Adults);

        var group = control.Explain(User("bob", ("age", 17), ("country", "at"))).Rules.Single().Group;

        Assert.Equal(Match.No, group.Contains);
        Assert.False(group.IsMember);
        Assert.Equal([(17, false), ("at", true)], group.Conditions.Select(condition => (condition.Actual!.Value, condition.Holds)));
    }

    [Fact]
    public void MissingAttribute_IsShownAsMissing()
    {
        var control = Toggle(OpenTo(Pros.Gets("on")), Pros);

        Assert.Null(control.Explain(User("bob")).Rules.Single().Group.Conditions.Single().Actual);
    }

    [Fact]
    public void FirstMatch_Decides_AndTheLaterMatchIsStillShown()
    {
        var control = Toggle(OpenTo(Pros.Gets("on"), Adults.Gets("on")), Pros, Adults);

        var rules = control.Explain(User("ann", ("plan", "pro"))).Rules;

        Assert.Equal([(true, Match.Yes), (false, Match.Yes)], rules.Select(rule => (rule.Decides, rule.Group.Contains)));
    }

    [Fact]
    public void RemovedGroup_IsShownAsGone()
    {
        var rule = Toggle(OpenTo(Pros.Gets("on"))).Explain(User()).Rules.Single();

        Assert.False(rule.GroupExists);
        Assert.False(rule.Decides);
    }

    [Fact]
    public void Share_SaysWhereTheUserFalls()
    {
        var share = Toggle(OpenToEveryone(share: 9_999)).Explain(User()).Share!;

        Assert.Equal((10_000, 9_999, true), (share.Of, share.Below, share.IsInside));
        Assert.InRange(share.Bucket!.Value, 0, 9_998);
    }

    [Fact]
    public void Share_WithoutAUser_SaysNothing()
    {
        var share = Toggle(OpenToEveryone(share: 9_999)).Explain(User(null)).Share!;

        Assert.Null(share.Bucket);
        Assert.Null(share.IsInside);
    }

    [Property(MaxTest = 500)]
    public Property Explanation_AndAnswer_NeverDisagree() => Prop.ForAll(States.ToArbitrary(), Users.ToArbitrary(), (state, user) =>
    {
        var control = Flag(state, Adults, Pros);
        var answer = control.For(user);
        var explanation = control.Explain(user);
        var decisive = explanation.Rules.FirstOrDefault(rule => rule.Decides);

        return explanation.Answer == answer
            && (answer.Availability is not Availability.Groups || answer.Error is not AnswerError.None || (decisive?.GroupKey ?? "none") == answer.Audience)
            && (answer.Audience is not "everyone" || explanation.Share is not { IsInside: false });
    });

    private static Gen<Serving> Servings => Gen.OneOf(
        Gen.Elements("classic", "express", "guided").Select(Serving.Of),
        Gen.Choose(0, 3).Two().Where(weights => weights is not (0, 0)).Select(weights =>
            Serving.Between(new WeightedVariant("express", weights.Item1), new WeightedVariant("guided", weights.Item2))));

    private static Gen<ReleaseState> States => Gen.OneOf(
        Gen.Constant(ReleaseState.Closed),
        Servings.Zip(Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(1, 9_999).Select(share => (int?)share)))
            .Select(pair => ReleaseState.ToEveryone(pair.Item1, pair.Item2)),
        Servings.Two().Zip(Gen.Elements(true, false)).Select(pair => ReleaseState.ToGroups(pair.Item2
            ? [new GroupRule("adults", pair.Item1.Item1), new GroupRule("pros", pair.Item1.Item2)]
            : [new GroupRule("pros", pair.Item1.Item1), new GroupRule("gone", pair.Item1.Item2), new GroupRule("adults", pair.Item1.Item1)])));

    private static Gen<UserContext> Users =>
        from key in Gen.Elements(null, "", "ann", "bob", "cid", "dan")
        from age in Gen.Elements<AttributeValue>(17, 18, "18", AttributeValue.Other)
        from country in Gen.Elements<AttributeValue>("at", "fr")
        from plan in Gen.Elements<AttributeValue>("pro", "free", true)
        select User(key, ("age", age), ("country", country), ("plan", plan));
}
