namespace ReleasePortal.Data.Usage;

/// <summary>How an application comes by an answer, and so what can be told of it.</summary>
public enum Asking
{
    /// <summary>It asks for one control by its key: it uses it.</summary>
    ByName,

    /// <summary>It fetches all controls at once: which of them it uses cannot be told.</summary>
    WithAll,

    /// <summary>It takes the whole state and evaluates by itself: no evaluation is seen.</summary>
    InProcess,
}

/// <summary>
/// That one application came by one variant of one control, from when to when. It is no release state and has no entry: written in
/// batches, beside the one door.
/// </summary>
public sealed class Use
{
    /// <summary>See <see cref="UseKey.Id"/>.</summary>
    public long Id { get; private set; }

    /// <summary>The control's key, which never changes and is never used again; empty where only the taking of everything is known.</summary>
    public string Control { get; private set; } = "";

    /// <summary>The environment's key.</summary>
    public string Environment { get; private set; } = "";

    /// <summary>The API key by which the application names itself.</summary>
    public Guid KeyId { get; private set; }

    public Asking Way { get; private set; }

    /// <summary>The variant's key; empty where the answer was an error.</summary>
    public string Variant { get; private set; } = "";

    /// <summary>In minutes, as <see cref="UsageTime"/> counts them.</summary>
    public long FirstMinute { get; private set; }

    /// <summary>The same of the last time.</summary>
    public long LastMinute { get; private set; }
}

/// <summary>How often that was, in a minute, an hour or a day.</summary>
public sealed class UseCount
{
    public long UseId { get; private set; }

    /// <summary>How long the period is, in minutes.</summary>
    public int Span { get; private set; }

    /// <summary>The minute in which it begins.</summary>
    public long At { get; private set; }

    public long Count { get; private set; }
}
