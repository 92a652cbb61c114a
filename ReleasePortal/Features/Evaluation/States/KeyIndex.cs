using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Evaluation.States;

/// <summary>All keys that are not revoked, by the hash of each secret that works: a rotated key has two for a while.</summary>
public sealed class KeyIndex
{
    /// <summary>No secret is longer; what is, need not be hashed to be refused.</summary>
    private const int LongestSecret = 256;

    private readonly FrozenDictionary<string, CallerKey> _byHash;
    private readonly FrozenDictionary<Guid, CallerKey[]> _byId;
    private readonly FrozenSet<string> _origins;

    private KeyIndex(IReadOnlyCollection<CallerKey> keys)
    {
        _byHash = keys.ToFrozenDictionary(key => key.SecretHash);
        _byId = keys.GroupBy(key => key.Id).ToFrozenDictionary(key => key.Key, key => key.ToArray());
        _origins = keys.SelectMany(key => key.Origins).ToFrozenSet(StringComparer.Ordinal);
    }

    public static KeyIndex Of(IEnumerable<ApiKey> keys) => new([.. keys.Where(key => key.RevokedAt is null).SelectMany(SecretsOf)]);

    /// <summary>The key with that secret; null when there is none, it was revoked, or the secret was replaced and its time is over.</summary>
    public CallerKey? Find(string secret, DateTimeOffset now)
    {
        if (secret.Length > LongestSecret)
            return null;

        Span<byte> bytes = stackalloc byte[LongestSecret * 3];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<char> digits = stackalloc char[SHA256.HashSizeInBytes * 2];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(secret, bytes)], hash);
        Convert.TryToHexStringLower(hash, digits, out _);
        return _byHash.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(digits, out var key) && key.WorksAt(now) ? key : null;
    }

    /// <summary>That key, once for each secret that works.</summary>
    public IReadOnlyList<CallerKey> Find(Guid id) => _byId.GetValueOrDefault(id) ?? [];

    /// <summary>Whether the key still works with the secret that was shown.</summary>
    public bool StillHas(CallerKey key, DateTimeOffset now) => _byHash.TryGetValue(key.SecretHash, out var known) && known.WorksAt(now);

    /// <summary>Whether pages from there may use some key: before it sends one, a browser asks without.</summary>
    public bool Expects(string origin) => _origins.Contains(origin);

    private static IEnumerable<CallerKey> SecretsOf(ApiKey key)
    {
        yield return new CallerKey(key.Id, key.Kind, key.Environment, key.SecretHash, Until: null, key.Origins) { MayUseConfigurations = key.MayUseConfigurations };
        if (key is { PreviousSecretHash: { } hash, PreviousUntil: { } until })
            yield return new CallerKey(key.Id, key.Kind, key.Environment, hash, until, key.Origins) { MayUseConfigurations = key.MayUseConfigurations };
    }
}
