using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Freezes;

/// <summary>A period in which an environment accepts no changes; <see cref="FreezeRules"/> has the exceptions.</summary>
public sealed class Freeze
{
    public const int LongestReason = 300;

    public const int MostDays = 366;

    // For EF Core.
    private Freeze() => (Environment, Reason) = ("", "");

    public Guid Id { get; private set; }

    /// <summary>The environment's key.</summary>
    public string Environment { get; private set; }

    /// <summary>The first instant that belongs to it; UTC.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>The first instant that no longer belongs to it; UTC.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>What everybody is told who wants to change something.</summary>
    public string Reason { get; private set; }

    /// <summary>When somebody ended it before its time, or cancelled it before it began; null otherwise.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    public int Version { get; private set; }

    public Guid LastEntry { get; private set; }

    /// <summary>Whether the environment is frozen by it at that instant.</summary>
    public bool IsActive(DateTimeOffset at) => LiftedAt is null && From <= at && at < Until;

    /// <summary>Whether it can no longer begin or go on.</summary>
    public bool IsOver(DateTimeOffset at) => LiftedAt is not null || Until <= at;

    /// <summary>A new freeze. Freezes of one environment may overlap.</summary>
    /// <param name="id">A UUIDv7.</param>
    /// <param name="environment">The environment's key.</param>
    /// <param name="details">When and why; a beginning in the past becomes now.</param>
    /// <param name="circumstances">Who defines it, and when.</param>
    internal static Result<Freeze> Define(Guid id, string environment, FreezeDetails details, Circumstances circumstances)
    {
        var freeze = new Freeze { Id = id, Environment = environment };
        var wanted = freeze.Tidy(details, circumstances.At);
        if (Check(wanted, circumstances.At) is { } invalid)
            return invalid;

        freeze.Take(wanted, circumstances);
        return freeze;
    }

    internal Changed Defined(Circumstances circumstances) => new(Say("DefineFreeze", circumstances), Before: null, Snapshot());

    /// <summary>Alters when it is and why, while it is not over; one that has begun keeps its beginning.</summary>
    internal Result<Changed> Edit(FreezeDetails details, int? seenVersion, Circumstances circumstances)
    {
        if (Refuse(seenVersion, circumstances) is { } refusal)
            return refusal;

        var (before, wanted) = (Snapshot(), Tidy(details, circumstances.At));
        if (Check(wanted, circumstances.At) is { } invalid)
            return invalid;
        if (wanted == Details())
            return new AlreadySo(circumstances.EnvironmentName);

        Take(wanted, circumstances);
        return new Changed(Say("EditFreeze", circumstances), before, Snapshot());
    }

    /// <summary>Ends it now, or cancels it before it begins.</summary>
    internal Result<Changed> Lift(int? seenVersion, Circumstances circumstances)
    {
        if (Refuse(seenVersion, circumstances) is { } refusal)
            return refusal;

        var (before, sentence) = (Snapshot(), IsActive(circumstances.At) ? "LiftFreeze" : "LiftFreeze.Cancelled");
        LiftedAt = circumstances.At;
        Touch(circumstances);
        return new Changed(Say(sentence, circumstances), before, Snapshot());
    }

    /// <summary>What is written about it.</summary>
    public FreezeDetails Details() => new(From, Until, Reason);

    private static Invalid? Check(FreezeDetails wanted, DateTimeOffset at) => Invalid.From(new FieldRules()
        .That(wanted.Until is not null, "until", "Required")
        .That(wanted.Until is null || wanted.Until > at, "until", "UntilInThePast")
        .That(wanted.Until is null || wanted.Until <= at || wanted.Until > wanted.From, "until", "UntilBeforeFrom")
        .That(wanted.Until is null || wanted.Until - wanted.From <= TimeSpan.FromDays(MostDays), "until", "FreezeTooLong", Invariant(MostDays))
        .Required("reason", wanted.Reason, LongestReason)
        .Errors);

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    // Nothing was kept from changing before somebody said so.
    private FreezeDetails Tidy(FreezeDetails details, DateTimeOffset at) => new(
        Version > 0 && From <= at ? From : Later(EntryWriter.WholeMicroseconds(details.From ?? at), at),
        details.Until is { } until ? EntryWriter.WholeMicroseconds(until) : null,
        FieldRules.Trimmed(details.Reason));

    private Refusal? Refuse(int? seenVersion, Circumstances circumstances)
    {
        if (seenVersion is not null && seenVersion != Version)
            return new Stale(circumstances.EnvironmentName, Meanwhile: null);
        return IsOver(circumstances.At) ? new FreezeIsOver(circumstances.EnvironmentName) : null;
    }

    private Sentence Say(string key, Circumstances circumstances) =>
        new(key, Words.Of(("environment", circumstances.EnvironmentName)).With("from", From).With("until", Until));

    private FreezeSnapshot Snapshot() => new(From, Until, new PersonalText(Reason), LiftedAt is not null);

    private void Take(FreezeDetails wanted, Circumstances circumstances)
    {
        (From, Until, Reason) = (wanted.From!.Value, wanted.Until!.Value, wanted.Reason);
        Touch(circumstances);
    }

    private void Touch(Circumstances circumstances)
    {
        Version++;
        LastEntry = circumstances.EntryId;
    }
}

/// <summary>What a person writes about a freeze.</summary>
/// <param name="From">When it begins; null for now.</param>
/// <param name="Until">When it ends; must be given.</param>
/// <param name="Reason">Why, for everybody who wants to change something meanwhile.</param>
public sealed record FreezeDetails(DateTimeOffset? From, DateTimeOffset? Until, string Reason);

/// <summary>What the history keeps of a freeze.</summary>
public sealed record FreezeSnapshot(DateTimeOffset From, DateTimeOffset Until, PersonalText Reason, bool Lifted);
