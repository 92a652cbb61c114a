namespace ReleasePortal.FeatureManagement.Following;

/// <summary>How long to wait before the next attempt: longer each time, and never all applications in the same moment.</summary>
internal sealed class Backoff(TimeSpan longest)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private int _failures;

    /// <summary>It worked: the next failure is the first one again.</summary>
    public void Reset() => _failures = 0;

    /// <summary>After one more failure; no shorter than somebody asked for.</summary>
    public TimeSpan Next(TimeSpan atLeast = default)
    {
        var wait = Shortest * Math.Pow(2, Math.Min(_failures++, 16));
        var drawn = Drawn(wait < longest ? wait : longest);
        return drawn > atLeast ? drawn : atLeast;
    }

    /// <summary>Somewhere between half of it and all.</summary>
    public static TimeSpan Drawn(TimeSpan wait) => wait * ((1 + Random.Shared.NextDouble()) / 2);
}
