using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Configurations;

/// <summary>The count, against one that looks at every pair at every moment.</summary>
public class PairCoverageTests
{
    private static readonly ReleaseState Open = ReleaseState.ToEveryone(Serving.Of(Variant.On));

    private static readonly ReleaseState[] States = [ReleaseState.Closed, Open, ReleaseState.ToEveryone(Serving.Of(Variant.On), share: 500)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Fact]
    public void StepsOfOneInstant_HappenTogether_SoThatWhatIsBetweenNeverWas()
    {
        var run = new StateRun(Given.Production, Given.Now, Nothing, [Step(1, "a", Open), Step(1, "b", Open)]);

        // Both closed, and both open.
        Assert.Equal(2, PairCoverage.Of(["a", "b"], [run], []).Occurred);
    }

    [Fact]
    public void Proposal_IsTheMomentThatAddsMost()
    {
        var run = new StateRun(Given.Production, Given.Now, Nothing, [Step(1, "a", Open), Step(2, "b", Open), Step(2, "c", Open)]);

        var coverage = PairCoverage.Of(["a", "b", "c"], [run], [Nothing]);

        // Closed: 3 pairs, covered. With a: 2 more. With all: 3 more.
        Assert.Equal(new PairCoverage(8, 3, new ProposedMoment(Given.Production, Given.Now.AddMinutes(2), 3)), coverage);
    }

    [Fact]
    public void NothingLeft_NothingIsProposed() =>
        Assert.Equal(new PairCoverage(1, 1, Proposal: null), PairCoverage.Of(["a", "b"], [new StateRun(Given.Production, Given.Now, Nothing, [])], [Nothing]));

    [Fact]
    public void StateThatNeverOccurred_CoversNothing() => Assert.Equal(
        0, PairCoverage.Of(["a", "b"], [new StateRun(Given.Production, Given.Now, Nothing, [])], [new Dictionary<string, ReleaseState> { ["a"] = Open }]).Covered);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Count_IsThatOfANaiveComputation(int seed)
    {
        var random = new Random(seed);
        string[] controls = [.. Enumerable.Range(0, random.Next(2, 7)).Select(number => $"c{number}")];
        List<StateRun> runs = [.. Enumerable.Range(0, random.Next(1, 3)).Select(number => ARun(random, controls, $"production-{number}"))];
        List<Dictionary<string, ReleaseState>> configurations = [.. Enumerable.Range(0, random.Next(4)).Select(_ => SomeStates(random, controls))];

        var coverage = PairCoverage.Of(controls, runs, configurations);

        var moments = runs.SelectMany(Moments).ToList();
        var occurred = moments.SelectMany(moment => Pairs(controls, moment.States)).ToHashSet();
        var covered = configurations.SelectMany(states => Pairs(controls, states)).ToHashSet();
        var adds = moments.ConvertAll(moment => Pairs(controls, moment.States).Count(pair => !covered.Contains(pair)));
        Assert.Equal((occurred.Count, occurred.Count(covered.Contains)), (coverage.Occurred, coverage.Covered));
        if (adds.Max() is 0)
        {
            Assert.Null(coverage.Proposal);
            return;
        }

        var (environment, at, _) = moments[adds.IndexOf(adds.Max())];
        Assert.Equal(new ProposedMoment(environment, at, adds.Max()), coverage.Proposal);
    }

    private static Dictionary<string, ReleaseState> Nothing => [];

    private static StateStep Step(int minute, string control, ReleaseState state) => new(Given.Now.AddMinutes(minute), control, state);

    private static StateRun ARun(Random random, string[] controls, string environment)
    {
        var minute = 0;
        var steps = Enumerable.Range(0, random.Next(12))
            .Select(_ => Step(minute += random.Next(2), random.GetItems(controls, 1)[0], random.GetItems(States, 1)[0]))
            .Select(step => step with { At = step.At.AddMinutes(1) });
        return new StateRun(environment, Given.Now, SomeStates(random, controls), [.. steps]);
    }

    private static Dictionary<string, ReleaseState> SomeStates(Random random, string[] controls) => controls
        .Where(_ => random.Next(2) is 0)
        .ToDictionary(control => control, _ => random.GetItems(States, 1)[0]);

    private static IEnumerable<(string Environment, DateTimeOffset At, Dictionary<string, ReleaseState> States)> Moments(StateRun run) => run.Steps
        .Select(step => step.At)
        .Prepend(run.From)
        .Distinct()
        .Select(at => (run.Environment, at, StatesAt(run, at)));

    private static Dictionary<string, ReleaseState> StatesAt(StateRun run, DateTimeOffset at)
    {
        var states = new Dictionary<string, ReleaseState>(run.Start);
        foreach (var step in run.Steps.Where(step => step.At <= at))
            states[step.Control] = step.State;
        return states;
    }

    private static IEnumerable<(string, ReleaseState, string, ReleaseState)> Pairs(string[] controls, Dictionary<string, ReleaseState> states) =>
        from one in controls
        from other in controls
        where string.CompareOrdinal(one, other) < 0
        select (one, states.GetValueOrDefault(one, ReleaseState.Closed), other, states.GetValueOrDefault(other, ReleaseState.Closed));
}
