namespace ReleasePortal.Features.History.Export.Running;

/// <summary>How far a download has come.</summary>
public enum ExportStage
{
    /// <summary>Its link stands on a page, and nobody has followed it yet.</summary>
    Offered,
    Running,
    Done,

    /// <summary>It ended before its end.</summary>
    BrokenOff,
}

#pragma warning disable CA1001 // A source without a timer or a wait handle holds nothing that has to be given back.
/// <summary>One download, as the page that offers it follows it while the server writes.</summary>
public sealed class ExportRun(Guid person, TimeProvider clock)
#pragma warning restore CA1001
{
    /// <summary>A page is told at most five times a second.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private long _toldAt;
    private int _isTaken;

    /// <summary>It came further, or ended; raised on whatever thread writes.</summary>
    public event Action? Changed;

    public Guid Id { get; } = Guid.NewGuid();

    public ExportStage Stage { get; private set; }

    /// <summary>How many entries have gone out.</summary>
    public long Entries { get; private set; }

    /// <summary>From 0 to 1, by the place in the chain: nothing has to be counted beforehand.</summary>
    public double Part { get; private set; }

    /// <summary>The person has asked to stop it.</summary>
    internal CancellationToken Stopped => _stop.Token;

    /// <summary>Stops it where it is.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Takes it for a download; false when it is somebody else's, or was taken before.</summary>
    internal bool TryBegin(Guid by)
    {
        if (by != person || Interlocked.Exchange(ref _isTaken, 1) is 1)
            return false;

        Stage = ExportStage.Running;
        Changed?.Invoke();
        return true;
    }

    /// <summary>Says how far it has come.</summary>
    internal void Tell(long entries, double part)
    {
        (Entries, Part) = (entries, Math.Clamp(part, 0, 1));
        if (clock.GetElapsedTime(_toldAt) < Breath)
            return;

        _toldAt = clock.GetTimestamp();
        Changed?.Invoke();
    }

    internal void End(bool isWhole)
    {
        Stage = isWhole ? ExportStage.Done : ExportStage.BrokenOff;
        Changed?.Invoke();
    }
}
