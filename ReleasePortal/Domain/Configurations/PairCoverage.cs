using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Configurations;

/// <summary>A control that came to another state.</summary>
public sealed record StateStep(DateTimeOffset At, string Control, ReleaseState State);

/// <summary>What happened on one environment over a period.</summary>
/// <param name="Environment">The environment's key.</param>
/// <param name="From">When the period begins.</param>
/// <param name="Start">The states at its beginning; a control that is not named is closed.</param>
/// <param name="Steps">What changed since, in its order. Steps of one instant happened together.</param>
public sealed record StateRun(
    string Environment, DateTimeOffset From, IReadOnlyDictionary<string, ReleaseState> Start, IReadOnlyList<StateStep> Steps);

/// <summary>A moment whose states would make the configuration that adds most.</summary>
/// <param name="Environment">The environment's key.</param>
/// <param name="At">The moment.</param>
/// <param name="Adds">How many pairs it would cover that no configuration covers yet.</param>
public sealed record ProposedMoment(string Environment, DateTimeOffset At, int Adds);

/// <summary>
/// How many of the pairs of states that were true at the same moment are also true in some configuration: a fault of two features
/// that do not go together shows only where both are as they were.
/// </summary>
/// <param name="Occurred">How many different pairs (one control's state, another one's state) there were.</param>
/// <param name="Covered">How many of them some configuration has.</param>
/// <param name="Proposal">The first of the moments that would cover most of the others; null when none are left.</param>
public sealed record PairCoverage(int Occurred, int Covered, ProposedMoment? Proposal)
{
    /// <summary>Counts. It takes time and memory as the number of steps times the number of controls.</summary>
    /// <param name="controls">The keys of the controls that count.</param>
    /// <param name="runs">What happened.</param>
    /// <param name="configurations">The states of each configuration, by the controls' keys; whatever one does not name is closed in it.</param>
    public static PairCoverage Of(
        IReadOnlyList<string> controls, IReadOnlyList<StateRun> runs, IEnumerable<IReadOnlyDictionary<string, ReleaseState>> configurations)
    {
        var numbers = new Numbers(controls);
        var left = new HashSet<ulong>();
        foreach (var run in runs)
            Walk(run, numbers, (_, now, changed) => left.UnionWith(Pairs(now, changed)));

        var occurred = left.Count;
        foreach (var configuration in configurations)
        {
            var there = numbers.Of(configuration);
            left.ExceptWith(Pairs(there, All(there)));
        }

        return new PairCoverage(occurred, occurred - left.Count, Propose(runs, numbers, left));
    }

    private static ProposedMoment? Propose(IReadOnlyList<StateRun> runs, Numbers numbers, HashSet<ulong> left)
    {
        ProposedMoment? best = null;
        foreach (var run in runs)
        {
            // What changed is taken out of the count as it was and put back as it is: the others need no second look.
            var (adds, before) = (0, (int[]?)null);
            Walk(run, numbers, (at, now, changed) =>
            {
                if (before is not null)
                    adds -= Pairs(before, changed).Count(left.Contains);
                adds += Pairs(now, changed).Count(left.Contains);
                before = [.. now];
                if (adds > (best?.Adds ?? 0))
                    best = new ProposedMoment(run.Environment, at, adds);
            });
        }

        return best;
    }

    /// <summary>Visits every moment at which something was different, with the places of what was.</summary>
    private static void Walk(StateRun run, Numbers numbers, Action<DateTimeOffset, int[], IReadOnlyList<int>> visit)
    {
        var now = numbers.Of(run.Start);
        visit(run.From, now, All(now));
        for (var next = 0; next < run.Steps.Count;)
        {
            var at = run.Steps[next].At;
            var changed = new SortedSet<int>();
            for (; next < run.Steps.Count && run.Steps[next].At == at; next++)
            {
                if (numbers.PlaceOf(run.Steps[next].Control) is not { } place)
                    continue;
                now[place] = numbers.Of(place, run.Steps[next].State);
                changed.Add(place);
            }

            if (changed.Count > 0)
                visit(at, now, [.. changed]);
        }
    }

    private static int[] All(int[] states) => [.. Enumerable.Range(0, states.Length)];

    /// <summary>Every pair of which at least one is among the places, once.</summary>
    private static IEnumerable<ulong> Pairs(int[] states, IReadOnlyList<int> places)
    {
        var isChanged = new bool[states.Length];
        foreach (var place in places)
            isChanged[place] = true;
        foreach (var one in places)
        {
            for (var other = 0; other < states.Length; other++)
            {
                if (other > one || (other < one && !isChanged[other]))
                    yield return Pair(states[one], states[other]);
            }
        }
    }

    private static ulong Pair(int one, int other) => ((ulong)(uint)Math.Min(one, other) << 32) | (uint)Math.Max(one, other);

    /// <summary>A number for each state of each control, so that a pair is one number too.</summary>
    private sealed class Numbers(IReadOnlyList<string> controls)
    {
        private readonly Dictionary<string, int> _places = Enumerable.Range(0, controls.Count).ToDictionary(place => controls[place], StringComparer.Ordinal);
        private readonly Dictionary<(int Place, ReleaseState State), int> _known = [];

        public int? PlaceOf(string control) => _places.TryGetValue(control, out var place) ? place : null;

        public int[] Of(IReadOnlyDictionary<string, ReleaseState> states) =>
            [.. controls.Select((control, place) => Of(place, states.GetValueOrDefault(control, ReleaseState.Closed)))];

        public int Of(int place, ReleaseState state)
        {
            if (!_known.TryGetValue((place, state), out var number))
                _known[(place, state)] = number = _known.Count;
            return number;
        }
    }
}
