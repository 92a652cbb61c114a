using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.History.Reviews;

/// <summary>Who could release in a period, and who did.</summary>
/// <param name="From">The beginning of the period.</param>
/// <param name="Until">Its end, not included.</param>
/// <param name="People">Everybody who had an account in it: first those who could release and never did.</param>
/// <param name="Keys">The automation keys that may launch today, in the same order.</param>
/// <param name="Confirmed">The last review that somebody confirmed; null when nobody ever did.</param>
/// <param name="DueAt">When the next one is due; null when nobody ever confirmed one.</param>
public sealed record AccessReview(
    DateTimeOffset From,
    DateTimeOffset Until,
    IReadOnlyList<ReviewedPerson> People,
    IReadOnlyList<ReviewedKey> Keys,
    ConfirmedReview? Confirmed,
    DateTimeOffset? DueAt)
{
    public static AccessReview None { get; } = new(default, default, [], [], Confirmed: null, DueAt: null);

    /// <summary>How many people could release, and how many of them never did.</summary>
    public (int Could, int Never) Count => (People.Count(person => person.Could), People.Count(person => person.Never));
}

/// <summary>When a review was confirmed, and by whom, by the name of that time.</summary>
public sealed record ConfirmedReview(DateTimeOffset At, string Who, string? Note);

/// <summary>What somebody released or withdrew in the period, as far as the reader may see it.</summary>
/// <param name="Business">Business controls: how often.</param>
/// <param name="Operational">Operational controls: how often.</param>
/// <param name="Last">The last time; for those who did nothing in the period, the last time before it. Null for never.</param>
public sealed record Releasing(int Business, int Operational, DateTimeOffset? Last)
{
    public static Releasing Never { get; } = new(0, 0, Last: null);

    public int Count => Business + Operational;
}

/// <summary>A person in the review.</summary>
/// <param name="Name">Their name today.</param>
/// <param name="Roles">What they hold today.</param>
/// <param name="Held">What they held at some time in the period, in an account that was not disabled.</param>
/// <param name="IsDisabled">They cannot sign in today.</param>
public sealed record ReviewedPerson(
    Guid Id, string Name, IReadOnlyList<Role> Roles, IReadOnlyList<Role> Held, bool IsDisabled, Reach Reach, Releasing Did)
{
    public bool Could => Reach is not Reach.Nothing;

    public bool Never => Could && Did.Count is 0;
}

/// <summary>An automation key in the review.</summary>
/// <param name="ActsFor">The person on whose behalf it launches, whose roles bound it.</param>
public sealed record ReviewedKey(Guid Id, string Name, string ActsFor, Releasing Did);

/// <summary>What somebody could release.</summary>
public enum Reach
{
    Nothing,
    Business,
    Everything,
}
