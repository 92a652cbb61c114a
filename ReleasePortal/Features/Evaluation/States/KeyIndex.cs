using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Evaluation.States;

/// <summary>All keys that are not revoked, by the hash of their secret.</summary>
public sealed class KeyIndex
{
    /// <summary>No secret is longer; what is, need not be hashed to be refused.</summary>
    private const int LongestSecret = 256;

    private readonly FrozenDictionary<string, CallerKey> _byHash;

    private KeyIndex(FrozenDictionary<string, CallerKey> byHash) => _byHash = byHash;

    public static KeyIndex Of(IEnumerable<ApiKey> keys) => new(keys
        .Where(key => key.RevokedAt is null)
        .ToFrozenDictionary(key => key.SecretHash, key => new CallerKey(key.Id, key.Kind, key.Environment)));

    /// <summary>The key with that secret; null when there is none or it was revoked.</summary>
    public CallerKey? Find(string secret)
    {
        if (secret.Length > LongestSecret)
            return null;

        Span<byte> bytes = stackalloc byte[LongestSecret * 3];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<char> digits = stackalloc char[SHA256.HashSizeInBytes * 2];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(secret, bytes)], hash);
        Convert.TryToHexStringLower(hash, digits, out _);
        return _byHash.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(digits, out var key) ? key : null;
    }
}
