using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Identity.Keys;

namespace ReleasePortal.Features.Deployments.Hooks;

/// <summary>How many wrong signatures or secrets one of these addresses was shown, and when last.</summary>
public sealed record WrongSecrets(DeploymentSource Source, int Count, DateTimeOffset LastAt);

/// <summary>
/// Asks webhooks for their signature or secret before anything of them is read. Wrong ones are counted, since this portal started, and
/// nothing of them is kept.
/// </summary>
public sealed class HookDoor(RateLimits limits, TimeProvider clock)
{
    private const string Signature = "X-Hub-Signature-256", Scheme = "sha256=";

    private readonly ConcurrentDictionary<DeploymentSource, WrongSecrets> _wrong = [];

    public IReadOnlyList<WrongSecrets> Wrong => [.. _wrong.Values.OrderBy(wrong => wrong.Source)];

    /// <summary>Whether the sender knows the secret. Compared in a time that tells nothing of it.</summary>
    public static bool Opens(DeploymentSource source, HookOptions options, IHeaderDictionary headers, byte[] body)
    {
        var secret = Encoding.UTF8.GetBytes(options.Secret ?? "");
        if (secret.Length is 0)
            return false;
        if (source is not DeploymentSource.GitHub)
            return CryptographicOperations.FixedTimeEquals(SHA256.HashData(secret), SHA256.HashData(Encoding.UTF8.GetBytes(headers[options.Header].ToString())));

        // GitHub: "validating webhook deliveries": HMAC-SHA256 over the body as it was sent, in hexadecimal.
        var expected = Encoding.ASCII.GetBytes(Scheme + Convert.ToHexStringLower(HMACSHA256.HashData(secret, body)));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(headers[Signature].ToString()));
    }

    /// <summary>Counts a wrong one.</summary>
    /// <returns>After how many whole seconds that address may come back; null while it may go on.</returns>
    public int? Refuse(DeploymentSource source, IPAddress? address)
    {
        var now = clock.GetUtcNow();
        _wrong.AddOrUpdate(source, _ => new WrongSecrets(source, 1, now), (_, before) => before with { Count = before.Count + 1, LastAt = now });
        return limits.Failure(address);
    }
}
