using System.Security.Cryptography;
using System.Text;

namespace ReleasePortal.Domain.People;

/// <summary>The secret of an API key: shown once, stored as a hash.</summary>
public static class KeySecret
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>43 characters of 62 carry 256 bits.</summary>
    private const int Length = 43;

    private const int PrefixLength = 16;

    /// <summary>A new secret of at least 256 random bits, with its kind readable in front.</summary>
    public static string New(KeyKind kind) => $"rp_{kind.ToString().ToLowerInvariant()}_{RandomNumberGenerator.GetString(Alphabet, Length)}";

    /// <summary>SHA-256 of the UTF-8 bytes, lower-case hexadecimal.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The first characters, to tell keys apart.</summary>
    public static string PrefixOf(string secret) => secret[..Math.Min(PrefixLength, secret.Length)];
}
