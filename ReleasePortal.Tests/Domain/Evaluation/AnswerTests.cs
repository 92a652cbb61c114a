using System.Text;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;
using static ReleasePortal.Tests.Domain.Evaluation.Compiled;

namespace ReleasePortal.Tests.Domain.Evaluation;

/// <summary>design.md, section 6, line by line.</summary>
public sealed class AnswerTests
{
    [Fact]
    public void UnknownControl_IsNotFound()
    {
        Assert.False(State(ANewToggle()).Evaluate("no-such-control", User(), out var answer));
        Assert.Equal(AnswerError.FlagNotFound, answer.Error);
    }

    [Fact]
    public void RetiredControl_IsNotFound()
    {
        var control = ANewToggle().In(OpenToEveryone());
        control.Retire(noCodeAsks: true, seenVersion: null, Circumstances());

        Assert.False(State(control).Evaluate("banner", User(), out var answer));
        Assert.Equal(AnswerError.FlagNotFound, answer.Error);
    }

    [Fact]
    public void AnotherEnvironment_IsNotAffected()
    {
        var staging = EnvironmentState.Compile("staging", "r1", [ANewToggle().In(OpenToEveryone())], []);

        AssertServed(staging.Find("banner")!.For(User()), "off", Reason.Disabled, Availability.Closed, "none");
    }

    [Fact]
    public void Closed_ServesTheOffVariant() =>
        AssertServed(Flag(ReleaseState.Closed).For(User(null)), "classic", Reason.Disabled, Availability.Closed, "none");

    [Fact]
    public void Everyone_ServesTheVariant() =>
        AssertServed(Toggle(OpenToEveryone()).For(User(null)), "on", Reason.Static, Availability.Everyone, "everyone");

    [Fact]
    public void Share_Inside_ServesTheVariant() =>
        AssertServed(Toggle(OpenToEveryone(share: 9_999)).For(User()), "on", Reason.Split, Availability.Everyone, "everyone");

    [Fact]
    public void Share_Outside_ServesTheOffVariant() =>
        AssertServed(Toggle(OpenToEveryone(share: 1)).For(User()), "off", Reason.Split, Availability.Everyone, "none");

    [Fact]
    public void Split_ServesByWeight() => AssertServed(
        Flag(SplitEveryone(null, new("express", 0), new("guided", 5), new("classic", 0))).For(User()),
        "guided", Reason.Split, Availability.Everyone, "everyone");

    [Fact]
    public void Groups_Member_GetsTheVariant()
    {
        var group = GroupOf("ann");

        AssertServed(Toggle(OpenTo(group.Gets("on")), group).For(User("ann")), "on", Reason.TargetingMatch, Availability.Groups, "group");
    }

    [Fact]
    public void Groups_NoMatch_GetsTheOffVariant()
    {
        var group = GroupOf("ann");

        AssertServed(Toggle(OpenTo(group.Gets("on")), group).For(User("bob")), "off", Reason.Static, Availability.Groups, "none");
    }

    [Fact]
    public void Groups_SplitOfAGroup_SaysSplit()
    {
        var group = GroupOf("ann");
        var control = Flag(OpenTo(group.GetsSplit(new("express", 1), new("guided", 0))), group);

        AssertServed(control.For(User("ann")), "express", Reason.Split, Availability.Groups, "group");
    }

    [Fact]
    public void Groups_UserInTwo_TheFirstRuleDecides()
    {
        var first = Group("first", new() { Name = "First", Members = ["ann"] });
        var second = Group("second", new() { Name = "Second", Members = ["ann", "bob"] });

        var control = Flag(OpenTo(second.Gets("guided"), first.Gets("express")), first, second);

        AssertServed(control.For(User("ann")), "guided", Reason.TargetingMatch, Availability.Groups, "second");
    }

    [Fact]
    public void Groups_RemovedGroup_ContainsNobody()
    {
        var gone = GroupOf("ann");

        AssertServed(Toggle(OpenTo(gone.Gets("on"))).For(User("ann")), "off", Reason.Static, Availability.Groups, "none");
        AssertServed(Toggle(OpenTo(gone.Gets("on"))).For(User(null)), "off", Reason.Static, Availability.Groups, "none");
    }

    [Fact]
    public void Group_ConditionsAndSample_MustAllHold()
    {
        var group = Group("group", new()
        {
            Name = "Group",
            Conditions = [Where("plan", ConditionOperator.Equals, "pro"), Where("age", ConditionOperator.GreaterOrEqual, 18)],
            Sample = 9_999,
        });
        var control = Toggle(OpenTo(group.Gets("on")), group);

        Assert.Equal("on", control.For(User("ann", ("plan", "pro"), ("age", 18))).Variant!.Key);
        Assert.Equal("off", control.For(User("ann", ("plan", "pro"), ("age", 17))).Variant!.Key);
        Assert.Equal("off", control.For(User("ann", ("plan", "free"), ("age", 18))).Variant!.Key);
    }

    [Fact]
    public void Group_Sample_TakesThoseBelowIt()
    {
        var group = Group("group", new() { Name = "Group", Sample = 1 });

        Assert.Equal("off", Toggle(OpenTo(group.Gets("on")), group).For(User("ann")).Variant!.Key);
    }

    [Fact]
    public void Group_MemberWithoutTheConditions_IsInAllTheSame()
    {
        var group = Group("group", new()
        {
            Name = "Group",
            Members = ["ann"],
            Conditions = [Where("plan", ConditionOperator.Equals, "pro")],
        });

        Assert.Equal("on", Toggle(OpenTo(group.Gets("on")), group).For(User("ann", ("plan", "free"))).Variant!.Key);
    }

    [Fact]
    public void Group_OnlyMembers_DoesNotContainEveryoneElse()
    {
        var group = GroupOf("ann");

        Assert.Equal(Match.No, CompiledGroup.Compile("group", group).Contains(User("bob", ("plan", "pro"))));
    }

    [Fact]
    public void Values_GoOverTheWireWithoutWhiteSpace()
    {
        var served = ServedVariant.Compile(new Variant("wide", "Wide", "{ \"columns\" : [ 3, 1.50 ] }"));

        Assert.Equal("""{"columns":[3,1.50]}""", Encoding.UTF8.GetString(served.Value.Span));
    }

    [Fact]
    public void CompilingAgain_KeepsWhatNothingWasWrittenAbout()
    {
        var group = GroupOf("ann");
        var (still, moved, opened) = (ANewToggle("still"), ANewToggle("moved").In(OpenTo(group.Gets("on"))), ANewToggle("opened"));
        EnvironmentState Again(EnvironmentState? before) => EnvironmentState.Compile(Production, "r", [still, moved, opened], [group], before);
        var before = Again(null);

        group.Edit(new GroupDetails { Name = "Group", Members = ["bob"] }, seenVersion: null, Circumstances());
        opened.In(OpenToEveryone());
        var after = Again(before);

        Assert.Same(before.Find("still"), after.Find("still"));
        Assert.Equal("on", after.Find("opened")!.For(User()).Variant!.Key);
        Assert.Equal(
            ["on", "off", "off", "on"],
            new[] { before, after }.SelectMany(state => new[] { "ann", "bob" }.Select(name => state.Find("moved")!.For(User(name)).Variant!.Key)));
    }

    [Fact]
    public void Browsers_SeeOnlyWhatIsMarkedAndBusiness()
    {
        var control = ANewToggle();
        var details = new ControlDetails { Name = "Feature", RemoveBy = new DateOnly(2026, 12, 31), SeenByBrowsers = true };
        control.HandOver(seenVersion: null, Circumstances());

        Assert.False(State(control).Find("banner")!.SeenByBrowsers);

        control.Edit(details, seenVersion: null, Circumstances());
        Assert.True(State(control).Find("banner")!.SeenByBrowsers);

        control.TakeBack(seenVersion: null, Circumstances());
        Assert.False(State(control).Find("banner")!.SeenByBrowsers);
    }

    private static void AssertServed(Answer answer, string variant, Reason reason, Availability availability, string audience) =>
        Assert.Equal(
            (AnswerError.None, variant, reason, availability, audience),
            (answer.Error, answer.Variant!.Key, answer.Reason, answer.Availability, answer.Audience!));
}
