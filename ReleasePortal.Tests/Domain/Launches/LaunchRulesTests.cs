using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Launches;

/// <summary>What a form is told about a plan that does not hold, field by field.</summary>
public class LaunchRulesTests
{
    private static readonly LaunchDetails Good = Samples.ALaunch();

    [Fact]
    public void Check_GoodPlan_HasNoErrors() => AssertErrors(Good);

    [Fact]
    public void Check_NameAndNotes_AreBounded()
    {
        AssertErrors(Good with { Name = " " }, "name: Required");
        AssertErrors(Good with { Name = new string('x', 101), Notes = new string('x', 501) }, "name: TooLong", "notes: TooLong");
    }

    [Fact]
    public void Check_Steps_AreThereOnceEach()
    {
        AssertErrors(Good with { Steps = [] }, "steps: Required");
        AssertErrors(Good with { Steps = [Good.Steps[0], Good.Steps[0]] }, "steps: Duplicate");
        AssertErrors(Good with { Steps = [.. Enumerable.Range(0, 51).Select(index => PlannedStep.AtOnce(new Withdraw($"c-{index}", Given.Production)))] }, "steps: TooMany");
    }

    [Fact]
    public void Check_StepOnAnotherEnvironment_IsRefused() =>
        AssertErrors(Good with { Steps = [PlannedStep.AtOnce(new Withdraw("a", Given.Staging))] }, "environment: OtherEnvironment");

    [Theory]
    [InlineData(-1, 5, "start: TimeInThePast")]
    [InlineData(5, 4, "end: EndBeforeStart")]
    [InlineData(5, 5, "end: EndBeforeStart")]
    public void Check_Times_ComeAfterNowAndAfterEachOther(int start, int end, string error) => AssertErrors(Good with { Start = In(start), End = In(end) }, error);

    [Fact]
    public void Check_EndInThePast_IsRefused() => AssertErrors(Good with { Start = null, End = In(-1) }, "end: TimeInThePast");

    [Fact]
    public void Check_Stages_GrowAndHaveALength()
    {
        AssertErrors(Staged(new Stage(500, TimeSpan.FromHours(1)), new Stage(500, TimeSpan.FromHours(1))), "steps.0.stages: StagesMustGrow");
        AssertErrors(Staged(new Stage(0, TimeSpan.FromHours(1))), "steps.0.stages: Share");
        AssertErrors(Staged(new Stage(500, TimeSpan.FromSeconds(59))), "steps.0.stages: StageLength");
        AssertErrors(Staged(new Stage(500, TimeSpan.FromDays(91))), "steps.0.stages: StageLength");
        AssertErrors(Good with { Steps = [new PlannedStep(new Withdraw("a", Given.Production), [new Stage(500, TimeSpan.FromHours(1))])] }, "steps.0.stages: StagesOfWhat");
    }

    private static LaunchDetails Staged(params IReadOnlyList<Stage> stages) =>
        Good with { Steps = [new PlannedStep(new ReleaseControlToEveryone("a", Given.Production), stages)] };

    private static WantedTime In(int hours) => new(Given.Now.AddHours(hours).UtcDateTime, "UTC");

    private static void AssertErrors(LaunchDetails details, params IReadOnlyList<string> expected) =>
        Assert.Equal(expected, LaunchRules.Check(details, Given.Now).Select(error => $"{error.Field}: {error.Rule}"));
}
