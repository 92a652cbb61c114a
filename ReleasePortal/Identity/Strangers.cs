using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Identity;

/// <summary>
/// Locks out addresses that no one has, just like those of real accounts: or five wrong passwords would tell which is which.
/// </summary>
public sealed class Strangers(IOptions<IdentityOptions> options, TimeProvider clock)
{
    /// <summary>A bound on memory: when it is reached, all counts begin anew.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Failures> _failures = new(StringComparer.Ordinal);

    /// <summary>Counts one wrong password; true when the address is locked out, by this one or already.</summary>
    public bool Fail(string address)
    {
        var now = clock.GetUtcNow();
        if (_failures.Count >= Most)
            _failures.Clear();

        var lockout = options.Value.Lockout;
        return _failures.AddOrUpdate(
            address,
            _ => new Failures(1, LockedUntil: null),
            (_, before) => before switch
            {
                { LockedUntil: { } until } when now < until => before,
                { LockedUntil: not null } => new Failures(1, LockedUntil: null),
                { Count: var count } when count + 1 >= lockout.MaxFailedAccessAttempts => new Failures(0, now + lockout.DefaultLockoutTimeSpan),
                _ => before with { Count = before.Count + 1 },
            }).LockedUntil is not null;
    }

    private sealed record Failures(int Count, DateTimeOffset? LockedUntil);
}
