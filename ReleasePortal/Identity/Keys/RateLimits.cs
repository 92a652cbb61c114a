using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Identity.Keys;

/// <summary>Token buckets per API key, and per address for requests without a valid one.</summary>
public sealed class RateLimits : IDisposable
{
    private readonly PartitionedRateLimiter<Guid> _evaluations;
    private readonly PartitionedRateLimiter<IPAddress> _failures;

    public RateLimits(IOptions<RateLimitOptions> options)
    {
        var limits = options.Value;
        _evaluations = PartitionedRateLimiter.Create<Guid, Guid>(key =>
            RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(limits.EvaluationsPerSecond, TimeSpan.FromSeconds(1), limits.EvaluationsPerSecond)));
        _failures = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
            RateLimitPartition.GetTokenBucketLimiter(address, _ => Bucket(limits.FailedKeysPerMinute, TimeSpan.FromMinutes(1) / limits.FailedKeysPerMinute, 1)));
    }

    /// <summary>Counts one evaluation.</summary>
    /// <returns>After how many whole seconds to come back; null when there is room.</returns>
    public int? Evaluation(Guid key) => Take(_evaluations, key);

    /// <summary>Counts one request without a valid key.</summary>
    /// <returns>After how many whole seconds to come back; null when there is room.</returns>
    public int? Failure(IPAddress? address) => Take(_failures, Network(address ?? IPAddress.None));

    public void Dispose()
    {
        _evaluations.Dispose();
        _failures.Dispose();
    }

    private static int? Take<T>(PartitionedRateLimiter<T> limiter, T partition)
    {
        using var lease = limiter.AttemptAcquire(partition);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
    }

    private static TokenBucketRateLimiterOptions Bucket(int limit, TimeSpan period, int perPeriod) => new()
    {
        TokenLimit = limit,
        ReplenishmentPeriod = period,
        TokensPerPeriod = perPeriod,
        QueueLimit = 0,
        AutoReplenishment = false, // the partitioned limiter sees to all of its buckets
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
