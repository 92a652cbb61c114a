using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Changes.Launches;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>
/// The life of a launch under random acts, clock moves and restarts, against a model of a few lines: the portal is at every moment
/// where the model is, and what its controls are follows from that alone.
/// </summary>
public sealed class LaunchModelTests() : LaunchDeskTests(postgres: null)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <summary>One thing that happens: an act of a person, or time that passes, or the portal that is away for so long.</summary>
    private enum Happening
    {
        Edit,
        Submit,
        Hold,
        Resume,
        Cancel,
        Start,
        End,
        Undo,
        AMinutePasses,
        HalfAnHourPasses,
        HalfAnHourAway,
    }

    private static Gen<IReadOnlyList<Happening>> Lives =>
        from length in Gen.Choose(1, 14)
        from happenings in Gen.Elements(Enum.GetValues<Happening>()).ListOf(length)
        select (IReadOnlyList<Happening>)[.. happenings];

    [Fact]
    public async Task RandomLives_AreAlwaysWhereTheModelIs()
    {
        await Portal.AToggleAsync(key: "a");
        await Portal.AToggleAsync(key: "b");
        foreach (var life in Lives.Sample(120))
            await LiveAsync(life);

        Assert.Null((await Portal.VerifyAsync()).FirstBad);
    }

    private async Task LiveAsync(IReadOnlyList<Happening> life)
    {
        var id = await ALaunchAsync(Planned());
        var model = new Model(await LaunchAsync(id));
        foreach (var (index, happening) in life.Index())
        {
            await HappenAsync(id, happening, model);

            var launch = await LaunchAsync(id);
            var told = $"{string.Join(", ", life.Take(index + 1))}";
            Assert.Equal((told, model.Status), (told, launch.Status));
            foreach (var control in new[] { "a", "b" })
                Assert.Equal((told, model.IsOpen), (told, await Portal.StateAsync(control) == OnForEveryone));
        }

        // Once by the history, whatever happened: the first steps are applied at most once in a launch's life.
        Assert.InRange((await Portal.EntriesAsync()).Count(entry => entry.Correlation == id && entry.Action == nameof(StartLaunch)), 0, 1);
        if (model.IsOpen)
            await DoAsync(Marketing, new UndoLaunch(id, []));
        else if (!LaunchLife.IsOver(model.Status))
            await DoAsync(Marketing, new CancelLaunch(id));
    }

    private async Task HappenAsync(Guid id, Happening happening, Model model)
    {
        switch (happening)
        {
            case Happening.AMinutePasses or Happening.HalfAnHourPasses:
                for (var minutes = happening is Happening.AMinutePasses ? 1 : 30; minutes > 0; minutes--)
                {
                    Portal.Clock.Advance(TimeSpan.FromMinutes(1));
                    await RunAsync(Portal);
                    model.Run(Portal.Clock.GetUtcNow(), Grace);
                }

                break;
            case Happening.HalfAnHourAway:
                Portal.Clock.Advance(TimeSpan.FromMinutes(30));
                await using (var restarted = TestPortal.On(Portal.Database, owned: false))
                {
                    restarted.Clock.SetUtcNow(Portal.Clock.GetUtcNow());
                    await RunAsync(restarted);
                }

                model.Run(Portal.Clock.GetUtcNow(), Grace);
                break;
            default:
                var change = ChangeFor(id, happening);
                var isPossible = model.Do(happening, change, Portal.Clock.GetUtcNow());
                Assert.Equal((happening, isPossible, ""), (happening, isPossible, Unexpected((await TryAsync(Marketing, change)).Refusal, isPossible)));
                await RunAsync(Portal);
                model.Run(Portal.Clock.GetUtcNow(), Grace);
                break;
        }
    }

    private static string Unexpected(Refusal? refusal, bool isPossible) =>
        isPossible == refusal is null ? "" : refusal?.Message.ToString() ?? "It was done.";

    private LaunchChange ChangeFor(Guid id, Happening happening) => happening switch
    {
        Happening.Edit => new EditLaunch(id, Planned()),
        Happening.Submit => new SubmitLaunch(id),
        Happening.Hold => new HoldLaunch(id),
        Happening.Resume => new ResumeLaunch(id),
        Happening.Cancel => new CancelLaunch(id),
        Happening.Start => new StartLaunch(id),
        Happening.End => new EndLaunch(id),
        Happening.Undo => new UndoLaunch(id, []),
        _ => throw new InvalidOperationException($"{happening} is no act."),
    };

    // Every plan differs from the one before by its time, so that an edit is never already so.
    private LaunchDetails Planned()
    {
        Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return Details("a", "b") with { Start = In(TimeSpan.FromMinutes(20)), End = In(TimeSpan.FromMinutes(45)) };
    }

    private static Task RunAsync(TestPortal portal) => portal.Services.GetRequiredService<DueLaunches>().RunAsync(CancellationToken.None);

    /// <summary>A launch with a start and an end, in as few rules as say it.</summary>
    private sealed class Model(Launch launch)
    {
        private DateTimeOffset _start = launch.StartAt!.Value;
        private DateTimeOffset _end = launch.EndAt!.Value;

        public LaunchStatus Status { get; private set; } = launch.Status;

        public bool IsOpen => Status is LaunchStatus.Launched;

        /// <returns>Whether it is possible.</returns>
        public bool Do(Happening act, LaunchChange change, DateTimeOffset now)
        {
            LaunchStatus? next = (act, Status) switch
            {
                (Happening.Edit, LaunchStatus.Draft or LaunchStatus.Scheduled or LaunchStatus.OnHold or LaunchStatus.Missed) => LaunchStatus.Draft,
                (Happening.Submit, LaunchStatus.Draft or LaunchStatus.Missed) when now < _start => LaunchStatus.Scheduled,
                (Happening.Hold, LaunchStatus.Scheduled) => LaunchStatus.OnHold,
                (Happening.Resume, LaunchStatus.OnHold) when now < _start => LaunchStatus.Scheduled,
                (Happening.Cancel, LaunchStatus.Draft or LaunchStatus.Scheduled or LaunchStatus.OnHold or LaunchStatus.Missed) => LaunchStatus.Cancelled,
                (Happening.Start, LaunchStatus.Draft or LaunchStatus.Scheduled or LaunchStatus.OnHold or LaunchStatus.Missed) when now < _end => LaunchStatus.Launched,
                (Happening.End, LaunchStatus.Launched) => LaunchStatus.Ended,
                (Happening.Undo, LaunchStatus.Launched) => LaunchStatus.Undone,
                _ => null,
            };
            if (change is EditLaunch edit && next is not null)
                (_start, _end) = (Instant(edit.Details.Start!), Instant(edit.Details.End!));
            Status = next ?? Status;
            return next is not null;
        }

        /// <summary>What the portal does by itself.</summary>
        public void Run(DateTimeOffset now, TimeSpan grace)
        {
            if (Status is LaunchStatus.Scheduled && now >= _start)
                Status = now - _start > grace ? LaunchStatus.Missed : LaunchStatus.Launched;
            if (Status is LaunchStatus.Launched && now >= _end)
                Status = LaunchStatus.Ended;
        }

        private static DateTimeOffset Instant(WantedTime wanted) => PlannedTime.Settle(wanted, "").OrThrow().Instant;
    }
}
