namespace ReleasePortal.Changes;

/// <summary>
/// Which entries this portal has told: all up to one, and some beyond it while what another portal wrote between them is still
/// on its way.
/// </summary>
internal sealed class ToldEntries
{
    private readonly HashSet<long> _beyond = [];

    /// <summary>Everything up to this sequence was told or need not be; null until that is known.</summary>
    public long? UpTo { get; private set; }

    /// <summary>What was committed before this portal began to listen need not be told; later calls change nothing.</summary>
    public void BeginAfter(long sequence) => UpTo ??= sequence;

    /// <summary>True the first time that an entry is added, false ever after.</summary>
    public bool Add(long sequence)
    {
        BeginAfter(sequence - 1);
        if (sequence <= UpTo || !_beyond.Add(sequence))
            return false;

        while (_beyond.Remove(UpTo!.Value + 1))
            UpTo++;
        return true;
    }
}
