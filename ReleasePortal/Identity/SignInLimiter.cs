using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Identity;

/// <summary>How often passwords may be tried, from one network address and for one account's own page.</summary>
public sealed class SignInLimiter(IOptions<DoorOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _attempts = PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetSlidingWindowLimiter(who, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.AttemptsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    /// <summary>Counts one attempt; false when there were too many.</summary>
    public bool Permits(IPAddress? address) => Permits(Network(address));

    /// <summary>The same for somebody who is signed in.</summary>
    public bool Permits(Guid person) => Permits(person.ToString());

    public void Dispose() => _attempts.Dispose();

    private bool Permits(string who)
    {
        using var lease = _attempts.AttemptAcquire(who);
        return lease.IsAcquired;
    }

    // Whoever has one IPv6 address has its whole /64.
    private static string Network(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
