using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Events;

/// <summary>How a stream of events ended.</summary>
internal enum StreamEnd
{
    /// <summary>The reader hung up, the portal stops, or the key does not work any more.</summary>
    Over,

    /// <summary>The reader took nothing for too long.</summary>
    Stalled,
}

/// <summary>
/// One application that hears of changes. It is only ever told that the present state differs from the one it was told of, so
/// that however slowly it reads and however much happens, one event is pending at most and the latest wins.
/// </summary>
internal sealed class EventReader(CallerKey key, EvaluationStates states, PipeWriter output, TimeProvider clock, EventOptions options)
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private volatile string? _told;
    private long _spokenAt = clock.GetTimestamp();

    public CallerKey Key => key;

    /// <summary>Wakes it when there is anything to say or do. It returns at once.</summary>
    public void Look(DateTimeOffset now)
    {
        if (SeenAt(now) is not { } state || state.Revision != _told || IsSilent)
            _wake.Writer.TryWrite(true);
    }

    /// <summary>Ends the stream.</summary>
    public void Close() => _wake.Writer.TryComplete();

    /// <summary>Tells of changes until somebody ends it.</summary>
    /// <param name="lastEventId">The state that the reader was told of last; null when it is new, and may have missed a change since it evaluated.</param>
    /// <param name="aborted">The reader hung up.</param>
    public async Task<StreamEnd> RunAsync(string? lastEventId, CancellationToken aborted)
    {
        await using var hangUp = aborted.UnsafeRegister(static reader => ((EventReader)reader!).Close(), this);
        _told = lastEventId;
        Write(Beginning());
        do
        {
            if (SeenAt(clock.GetUtcNow()) is not { } state)
                return StreamEnd.Over;
            if (state.Revision != _told)
                Write(Event(state));
            else if (IsSilent)
                Write(":\n\n");
            _told = state.Revision;
            if (!await FlushAsync(aborted))
                return aborted.IsCancellationRequested ? StreamEnd.Over : StreamEnd.Stalled;
        }
        while (await _wake.Reader.WaitToReadAsync(CancellationToken.None) && _wake.Reader.TryRead(out _));

        return StreamEnd.Over;
    }

    private bool IsSilent => clock.GetElapsedTime(Volatile.Read(ref _spokenAt)) >= TimeSpan.FromSeconds(options.HeartbeatSeconds);

    private EnvironmentState? SeenAt(DateTimeOffset now) =>
        states.Current is { } current && current.Keys.StillHas(key, now) ? current.SeenBy(key) : null;

    // Everybody who was connected comes back after a restart: not all in one moment.
    private static string Beginning() => $"retry: {RandomNumberGenerator.GetInt32(2_000, 5_000)}\n\n";

    private static string Event(EnvironmentState state) =>
        $$"""
        id: {{state.Revision}}
        data: {"type":"refetchEvaluation","etag":"\"{{state.Revision}}\"","lastModified":{{state.Since.ToUnixTimeSeconds()}}}


        """.ReplaceLineEndings("\n");

    private void Write(string text)
    {
        output.Write(Encoding.ASCII.GetBytes(text));
        Volatile.Write(ref _spokenAt, clock.GetTimestamp());
    }

    /// <returns>False when the reader did not take it, or is gone.</returns>
    private async ValueTask<bool> FlushAsync(CancellationToken aborted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.PatienceSeconds), clock);
        try
        {
            var flushed = await output.FlushAsync(patience.Token);
            return flushed is { IsCompleted: false, IsCanceled: false } && !aborted.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
