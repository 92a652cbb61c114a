using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Features.Evaluation.Usage;
using static ReleasePortal.Tests.Domain.Evaluation.Compiled;

namespace ReleasePortal.Tests.Features.Evaluation.Usage;

/// <summary>Counting loses nothing, whoever counts at once and whatever is replaced meanwhile.</summary>
public sealed class UsageCounterTests
{
    private static readonly CallerKey Shop = AKey();

    private static readonly UserContext Ann = User();

    private readonly UsageCounter _counter = new();

    [Fact]
    public void ByName_IsCountedByVariant()
    {
        var (state, _) = States();
        Ask(state, "banner", times: 3);
        Ask(state, "layout", times: 2);

        Assert.Equal(
            new() { [Of("banner", "off")] = 3, [Of("layout", "express")] = 2 },
            _counter.Drain());
    }

    [Fact]
    public void Error_IsCountedApart()
    {
        var state = State(ANewFlag().In(SplitEveryone(null, new("express", 1), new("guided", 1))));
        var control = state.Find("layout")!;

        _counter.Count(Shop, control, control.For(User(targetingKey: null)));

        Assert.Equal(new() { [Of("layout", "")] = 1 }, _counter.Drain());
    }

    [Fact]
    public void All_IsCountedApartFromByName_AndAsTakingEverything()
    {
        var (state, _) = States();
        AskAll(state);
        Ask(state, "banner", times: 1);

        Assert.Equal(
            new()
            {
                [Of("banner", "off", Asking.WithAll)] = 1,
                [Of("layout", "express", Asking.WithAll)] = 1,
                [Of("banner", "off")] = 1,
                [UseKey.OfEverything(Production, Shop.Id, Asking.WithAll)] = 0,
            },
            _counter.Drain());
    }

    [Fact]
    public void WhoHasItAlready_OrEvaluatesInProcess_IsOnlySeen()
    {
        _counter.TookAll(Shop);
        _counter.TookState(Shop);

        Assert.Equal(
            new()
            {
                [UseKey.OfEverything(Production, Shop.Id, Asking.WithAll)] = 0,
                [UseKey.OfEverything(Production, Shop.Id, Asking.InProcess)] = 0,
            },
            _counter.Drain());
        Assert.Empty(_counter.Drain());
    }

    [Fact]
    public void Keys_AreCountedApart()
    {
        var (state, _) = States();
        var (control, another) = (state.Find("banner")!, AKey());

        _counter.Count(Shop, control, control.For(Ann));
        _counter.Count(another, control, control.For(Ann));

        Assert.Equal(2, _counter.Drain().Count);
    }

    [Fact]
    public async Task ManyAtOnce_WhileItIsDrained_LoseNothing()
    {
        const int Tasks = 8, Times = 20_000;
        var (before, after) = States();
        var total = new Dictionary<UseKey, long>();

        var counting = Task.WhenAll(Enumerable.Range(0, Tasks).Select(_ => Task.Run(() =>
        {
            for (var time = 0; time < Times; time++)
            {
                var state = time % 3 is 0 ? before : after; // a request that began before the swap ends after it
                Ask(state, "banner", times: 1);
                AskAll(state);
            }
        })));
        while (!counting.IsCompleted)
            Add(total, _counter.Drain());
        await counting;
        Add(total, _counter.Drain());

        Assert.Equal(Tasks * Times, total.Where(count => count.Key is { Control: "banner", Way: Asking.ByName }).Sum(count => count.Value));
        Assert.Equal(Tasks * Times, total.Where(count => count.Key is { Control: "banner", Way: Asking.WithAll }).Sum(count => count.Value));
        Assert.Equal(Tasks * Times, total.Where(count => count.Key is { Control: "layout", Way: Asking.WithAll }).Sum(count => count.Value));
    }

    [Fact]
    public void ReplacedState_KeepsWhatWasCountedAgainstIt()
    {
        var (before, after) = States();
        AskAll(before);
        AskAll(after);

        var counts = _counter.Drain();

        Assert.Equal(1, counts[Of("banner", "off", Asking.WithAll)]);
        Assert.Equal(1, counts[Of("banner", "on", Asking.WithAll)]);
    }

    [Fact]
    public void AnswerThatTakesLong_IsCountedWhenItsStateIsLongGone()
    {
        var (before, after) = States();
        var slow = _counter.CountAll(Shop, before);
        slow.Add(0, before.Controls[0].For(Ann));
        AskAll(after);
        for (var round = 0; round < 5; round++)
            _counter.Drain();

        slow.Add(1, before.Controls[1].For(Ann));

        Assert.Equal(1, _counter.Drain()[Of("layout", "express", Asking.WithAll)]);
    }

    [Fact]
    public void Counting_AllocatesNothing()
    {
        var (state, _) = States();
        Ask(state, "banner", times: 1);
        AskAll(state);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 1_000; time++)
        {
            Ask(state, "banner", times: 1);
            AskAll(state);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>A state with a toggle and a flag, and the one after the toggle was opened.</summary>
    private static (EnvironmentState Before, EnvironmentState After) States()
    {
        var (toggle, flag) = (ANewToggle(), ANewFlag().In(OpenToEveryone("express")));
        var before = EnvironmentState.Compile(Production, "r1", [toggle, flag], []);
        return (before, EnvironmentState.Compile(Production, "r2", [toggle.In(OpenToEveryone()), flag], [], before));
    }

    private static CallerKey AKey() => new(Guid.CreateVersion7(), KeyKind.Server, Production, "", Until: null, []);

    private static UseKey Of(string control, string variant, Asking way = Asking.ByName) => new(control, Production, Shop.Id, way, variant);

    private static void Add(Dictionary<UseKey, long> total, Dictionary<UseKey, long> counts)
    {
        foreach (var (use, count) in counts)
            total[use] = total.GetValueOrDefault(use) + count;
    }

    private void Ask(EnvironmentState state, string key, int times)
    {
        var control = state.Find(key)!;
        for (var time = 0; time < times; time++)
            _counter.Count(Shop, control, control.For(Ann));
    }

    private void AskAll(EnvironmentState state)
    {
        var counted = _counter.CountAll(Shop, state);
        for (var position = 0; position < state.Controls.Length; position++)
            counted.Add(position, state.Controls[position].For(Ann));
    }
}
