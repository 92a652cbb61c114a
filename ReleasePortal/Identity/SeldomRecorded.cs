namespace ReleasePortal.Identity;

/// <summary>
/// Counts what strangers can make happen as often as they like: the history gets an entry about it once in a while, so that nobody
/// can fill it.
/// </summary>
public sealed class SeldomRecorded(TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private readonly Dictionary<Guid, (DateTimeOffset Last, int Waiting)> _counts = []; // of accounts: there are few
    private readonly Lock _turn = new();

    /// <summary>Counts one.</summary>
    /// <param name="account">The account's id; all zeros for addresses that nobody has.</param>
    /// <returns>How many are to be recorded now; 0 while the last entry is too recent.</returns>
    public int Count(Guid account)
    {
        var now = clock.GetUtcNow();
        lock (_turn)
        {
            var (last, waiting) = _counts.GetValueOrDefault(account, (DateTimeOffset.MinValue, 0));
            var isTime = now - last >= Pause;
            _counts[account] = isTime ? (now, 0) : (last, waiting + 1);
            return isTime ? waiting + 1 : 0;
        }
    }
}
