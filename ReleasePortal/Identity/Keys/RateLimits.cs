using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Identity.Keys;

/// <summary>Token buckets per API key, and per address for requests without a valid one.</summary>
public sealed class RateLimits : IDisposable
{
    private readonly ConcurrentDictionary<Guid, TokenBucketRateLimiter> _evaluations = []; // of keys that exist: there are few
    private readonly Func<Guid, TokenBucketRateLimiter> _newBucket;
    private readonly PartitionedRateLimiter<IPAddress> _failures;

    public RateLimits(IOptions<RateLimitOptions> options)
    {
        var limits = options.Value;
        var perSecond = Bucket(limits.EvaluationsPerSecond, TimeSpan.FromSeconds(1), limits.EvaluationsPerSecond, replenishesItself: true);
        _newBucket = _ => new TokenBucketRateLimiter(perSecond);
        _failures = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
            RateLimitPartition.GetTokenBucketLimiter(address, _ => Bucket(limits.FailedKeysPerMinute, TimeSpan.FromMinutes(1) / limits.FailedKeysPerMinute, 1, replenishesItself: false)));
    }

    /// <summary>Counts one evaluation.</summary>
    /// <returns>After how many whole seconds to come back; null when there is room.</returns>
    public int? Evaluation(Guid key)
    {
        using var lease = _evaluations.GetOrAdd(key, _newBucket).AttemptAcquire();
        return Wait(lease);
    }

    /// <summary>Counts one request without a valid key.</summary>
    /// <returns>After how many whole seconds to come back; null when there is room.</returns>
    public int? Failure(IPAddress? address)
    {
        Telemetry.WrongKeys.Add(1);
        using var lease = _failures.AttemptAcquire(Network(address ?? IPAddress.None));
        return Wait(lease);
    }

    public void Dispose()
    {
        foreach (var bucket in _evaluations.Values)
            bucket.Dispose();
        _failures.Dispose();
    }

    private static int? Wait(RateLimitLease lease)
    {
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
    }

    private static TokenBucketRateLimiterOptions Bucket(int limit, TimeSpan period, int perPeriod, bool replenishesItself) => new()
    {
        TokenLimit = limit,
        ReplenishmentPeriod = period,
        TokensPerPeriod = perPeriod,
        QueueLimit = 0,
        AutoReplenishment = replenishesItself, // a partitioned limiter sees to all of its buckets
    };

    /// <summary>Whoever has an IPv6 address has a network of them: the first 64 bits tell callers apart.</summary>
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6 || address.AddressFamily is not AddressFamily.InterNetworkV6)
            return address;

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
