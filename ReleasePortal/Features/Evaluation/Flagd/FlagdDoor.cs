using System.Net;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Features.Evaluation.Usage;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Evaluation.Flagd;

/// <summary>Why somebody gets no state.</summary>
internal enum FlagdRefusal
{
    None,
    NotReady,
    KeyMissing,
    KeyUnknown,

    /// <summary>The whole state is for servers: it names operational controls, and members of groups.</summary>
    KeyOfTheWrongKind,
    TooManyRequests,
}

/// <summary>What came of asking: a state, or a refusal.</summary>
/// <param name="State">Null when refused.</param>
/// <param name="Refusal">None exactly when there is a state.</param>
/// <param name="RetryAfter">In whole seconds; null when coming back would not help.</param>
internal readonly record struct Admission(EnvironmentState? State, FlagdRefusal Refusal = FlagdRefusal.None, int? RetryAfter = null);

/// <summary>Who may have the whole state of an environment: a server key of it, within its limit. The same over HTTP and gRPC.</summary>
internal sealed class FlagdDoor(EvaluationStates states, RateLimits limits, LastUses uses, UsageCounter usage, TimeProvider clock)
{
    /// <summary>Lets a new request in, and counts it.</summary>
    public Admission Admit(string? secret, IPAddress? from)
    {
        var admission = Look(secret, out var key);
        if (admission.Refusal is FlagdRefusal.KeyMissing or FlagdRefusal.KeyUnknown && limits.Failure(from) is { } wait)
            return new Admission(null, FlagdRefusal.TooManyRequests, wait);
        if (admission.State is null)
            return admission;
        if (limits.Evaluation(key!.Id) is { } seconds)
            return new Admission(null, FlagdRefusal.TooManyRequests, seconds);

        Record(key);
        return admission;
    }

    /// <summary>Looks again whether somebody who was let in still may, and what the state is now.</summary>
    public Admission Readmit(string? secret)
    {
        var admission = Look(secret, out var key);
        if (admission.State is not null)
            Record(key!);
        return admission;
    }

    private void Record(CallerKey key)
    {
        uses.Record(key.Id);
        usage.TookState(key);
    }

    private Admission Look(string? secret, out CallerKey? key)
    {
        key = null;
        if (states.Current is not { } current)
            return new Admission(null, FlagdRefusal.NotReady, RetryAfter: 1);
        if (string.IsNullOrEmpty(secret))
            return new Admission(null, FlagdRefusal.KeyMissing);
        if (current.Keys.Find(secret, clock.GetUtcNow()) is not { } found)
            return new Admission(null, FlagdRefusal.KeyUnknown);

        key = found;
        return found.Kind is KeyKind.Server
            ? new Admission(current.ByEnvironment[found.Environment])
            : new Admission(null, FlagdRefusal.KeyOfTheWrongKind);
    }
}
