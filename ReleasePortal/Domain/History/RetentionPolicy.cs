using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.History;

/// <summary>How long entries stay in the portal before they move to archive files: one cut-off for the whole chain.</summary>
public sealed class RetentionPolicy
{
    /// <summary>Fifty years: what is to stay longer stays for ever.</summary>
    public const int MostMonths = 600;

    /// <summary>Every portal has one subject of that kind.</summary>
    public static readonly Guid SubjectId = new("019a0000-0000-7000-8000-000000000020");

    public int Id { get; init; } = 1;

    /// <summary>Entries older than that are archived; null keeps all.</summary>
    public int? Months { get; private set; }

    public int Version { get; private set; }

    /// <summary>What was written before that instant is to be archived; null when nothing is.</summary>
    public DateTimeOffset? CutOff(DateTimeOffset now) => Months is { } months ? now.AddMonths(-months) : null;

    internal Result<Changed> Set(int? months, int? seenVersion)
    {
        if (seenVersion is { } seen && seen != Version)
            return new Stale("", Meanwhile: null);
        if (months is < 1 or > MostMonths)
            return new Invalid("months", "Months");
        if (months == Months)
            return new AlreadySo(Phrasing.Text("Retention"));

        var before = new RetentionSnapshot(Months);
        (Months, Version) = (months, Version + 1);
        var sentence = months is { } kept
            ? new Sentence(nameof(SetRetention), Words.None.With("months", kept.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            : new Sentence(nameof(SetRetention) + ".Off", Words.None);
        return new Changed(sentence, before, new RetentionSnapshot(Months));
    }
}

/// <summary>What the history keeps of the policy.</summary>
public sealed record RetentionSnapshot(int? Months);
