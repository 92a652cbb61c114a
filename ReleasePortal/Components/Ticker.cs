namespace ReleasePortal.Components;

/// <summary>One slow clock per circuit: what shows a relative time asks it when to look again.</summary>
public sealed class Ticker(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private ITimer? _timer;

    private event Action? Ticked;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Calls back every few seconds, on a thread of the pool, until what is returned is disposed of.</summary>
    public IDisposable Subscribe(Action onTick)
    {
        Ticked += onTick;
        _timer ??= time.CreateTimer(_ => Ticked?.Invoke(), state: null, Period, Period);
        return new Subscription(() => Ticked -= onTick);
    }

    public void Dispose() => _timer?.Dispose();
}

/// <summary>Ends something when disposed of.</summary>
internal sealed class Subscription(Action end) : IDisposable
{
    public void Dispose() => end();
}
