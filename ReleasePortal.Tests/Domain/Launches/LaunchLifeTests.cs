using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Tests.Domain.Launches;

/// <summary>The state machine, written down a second time: which acts are possible in which status, before and after it began.</summary>
public class LaunchLifeTests
{
    private static readonly Dictionary<(LaunchStatus Status, bool HasBegun), LaunchAct[]> Table = new()
    {
        [(LaunchStatus.Draft, false)] = [LaunchAct.Edit, LaunchAct.Submit, LaunchAct.Cancel, LaunchAct.Start, LaunchAct.Retime],
        [(LaunchStatus.AwaitingApproval, false)] =
            [LaunchAct.Edit, LaunchAct.Approve, LaunchAct.Reject, LaunchAct.Hold, LaunchAct.Cancel, LaunchAct.Retime],
        [(LaunchStatus.Scheduled, false)] =
            [LaunchAct.Edit, LaunchAct.Hold, LaunchAct.Cancel, LaunchAct.Start, LaunchAct.Miss, LaunchAct.Fail, LaunchAct.Retime],
        [(LaunchStatus.OnHold, false)] = [LaunchAct.Edit, LaunchAct.Resume, LaunchAct.Cancel, LaunchAct.Start, LaunchAct.Retime],
        [(LaunchStatus.OnHold, true)] = [LaunchAct.Resume, LaunchAct.End, LaunchAct.Undo, LaunchAct.Retime],
        [(LaunchStatus.Running, true)] = [LaunchAct.Hold, LaunchAct.Advance, LaunchAct.End, LaunchAct.Undo, LaunchAct.Fail, LaunchAct.Retime],
        [(LaunchStatus.Launched, true)] = [LaunchAct.End, LaunchAct.Undo, LaunchAct.Retime],
        [(LaunchStatus.Failed, false)] = [LaunchAct.Edit, LaunchAct.Submit, LaunchAct.Cancel, LaunchAct.Start, LaunchAct.Retime],
        [(LaunchStatus.Failed, true)] = [LaunchAct.Advance, LaunchAct.End, LaunchAct.Undo, LaunchAct.Retime],
        [(LaunchStatus.Missed, false)] = [LaunchAct.Edit, LaunchAct.Submit, LaunchAct.Cancel, LaunchAct.Start, LaunchAct.Retime],
        [(LaunchStatus.Ended, true)] = [],
        [(LaunchStatus.Undone, true)] = [],
        [(LaunchStatus.Cancelled, false)] = [],
    };

    [Fact]
    public void Allows_EveryActInEveryStatus_IsAsTheTableSays() => Assert.All(Table, row => Assert.Equal(
        row.Value.Order(),
        Enum.GetValues<LaunchAct>().Where(act => LaunchLife.Allows(act, row.Key.Status, row.Key.HasBegun))));

    [Fact]
    public void Table_NamesEveryStatus() =>
        Assert.Equal(Enum.GetValues<LaunchStatus>(), Table.Keys.Select(key => key.Status).Distinct().Order());
}
