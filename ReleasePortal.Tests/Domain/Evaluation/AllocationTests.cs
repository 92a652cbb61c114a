using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using static ReleasePortal.Tests.Domain.Evaluation.Compiled;

namespace ReleasePortal.Tests.Domain.Evaluation;

/// <summary>Applications ask in their hot paths: an answer must not make garbage. How fast it is, the benchmarks say.</summary>
public sealed class AllocationTests
{
    private static readonly AudienceGroup Adults = Group("adults", new()
    {
        Name = "Adults",
        Conditions =
        [
            Where("age", ConditionOperator.GreaterOrEqual, 18),
            Where("country", ConditionOperator.In, "at", "de"),
            Where("app", ConditionOperator.VersionGreaterOrEqual, "4.0.0-rc.1"),
        ],
        Sample = 4_000,
    });

    public static TheoryData<string, ReleaseState> States => new()
    {
        { "closed", ReleaseState.Closed },
        { "everyone", OpenToEveryone("express") },
        { "share", OpenToEveryone("express", share: 1_000) },
        { "split", SplitEveryone(null, new("express", 1), new("guided", 2)) },
        { "group", OpenTo(Adults.Gets("express")) },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Evaluate_AnyState_AllocatesNothing(string name, ReleaseState state)
    {
        _ = name;
        var compiled = State(ANewFlag().In(state), Adults);
        var user = User("ann", ("age", 30), ("country", "at"), ("app", "4.0.0-rc.2+7"));
        compiled.Evaluate("layout", user, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 1_000; time++)
            compiled.Evaluate("layout", user, out _);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
