using Microsoft.Extensions.Options;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Events;

/// <summary>Whether there is room for one more reader.</summary>
internal enum Room
{
    Enough,
    NoneForTheKey,
    None,
}

/// <summary>
/// All who hear of changes from this portal. One clock wakes them all, however many there are: for heartbeats, and for secrets
/// whose time is over.
/// </summary>
internal sealed class EventReaders(EvaluationStates states, IOptions<EventOptions> options, IHostApplicationLifetime life, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly HashSet<EventReader> _readers = [];
    private readonly Dictionary<Guid, int> _ofKey = [];
    private bool _isClosed;

    /// <summary>How many there are now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _readers.Count;
        }
    }

    /// <summary>Takes in one more, if there is room.</summary>
    public Room Add(EventReader reader)
    {
        lock (_gate)
        {
            var ofKey = _ofKey.GetValueOrDefault(reader.Key.Id);
            if (_isClosed || _readers.Count >= options.Value.Readers)
                return Room.None;
            if (ofKey >= options.Value.ReadersPerKey)
                return Room.NoneForTheKey;

            _readers.Add(reader);
            _ofKey[reader.Key.Id] = ofKey + 1;
            return Room.Enough;
        }
    }

    /// <summary>It has gone.</summary>
    public void Remove(EventReader reader)
    {
        lock (_gate)
        {
            if (!_readers.Remove(reader))
                return;
            if (--_ofKey[reader.Key.Id] is 0)
                _ofKey.Remove(reader.Key.Id);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server waits for open requests before it stops this service: they must end first.
        await using var stopping = life.ApplicationStopping.Register(Close);
        states.Swapped += Look;
        try
        {
            using var timer = new PeriodicTimer(LookEvery, clock);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Look();
        }
        finally
        {
            states.Swapped -= Look;
        }
    }

    private void Look()
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            foreach (var reader in _readers)
                reader.Look(now);
        }
    }

    private void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var reader in _readers)
                reader.Close();
        }
    }
}
