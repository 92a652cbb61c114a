using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Events;

/// <summary>
/// What a browser's EventSource, which sends no headers, shows instead of a key. Nothing is stored: a token is the key's id, the
/// hour, and an HMAC of both under the stored hash of the secret with which it was asked for. Every portal on the same store
/// agrees, restarts change nothing, and with the secret its tokens end. Who knows the hash could evaluate anyway or reads the
/// store; from a token nobody gets back to the secret.
/// </summary>
internal sealed class EventTokens(TimeProvider clock)
{
    private const int IdBytes = 16;

    private const int HourBytes = 4;

    private const int SignedBytes = IdBytes + HourBytes;

    private const int TokenBytes = SignedBytes + HMACSHA256.HashSizeInBytes;

    private static readonly byte[] Purpose = "releaseportal events v1"u8.ToArray();

    /// <summary>The key's token: the same within an hour, so that stock clients keep their connection when they evaluate again.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="hour">From <see cref="HourOf"/>.</param>
    public static string For(CallerKey key, uint hour)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        Write(key, hour, token);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The hour that an instant is in, counted since 1970.</summary>
    public static uint HourOf(DateTimeOffset instant) => (uint)(instant.ToUnixTimeSeconds() / 3600);

    /// <summary>The key that a token of this hour or the last one was made for; null when there is none any more.</summary>
    public CallerKey? Read(string? token, KeyIndex keys)
    {
        Span<byte> shown = stackalloc byte[TokenBytes];
        if (token is null || token.Length != Base64Url.GetEncodedLength(TokenBytes)
            || !Base64Url.TryDecodeFromChars(token, shown, out var read) || read != TokenBytes)
            return null;

        var (hour, now) = (BinaryPrimitives.ReadUInt32BigEndian(shown[IdBytes..]), HourOf(clock.GetUtcNow()));
        if (hour != now && hour != now - 1)
            return null;

        Span<byte> expected = stackalloc byte[TokenBytes];
        foreach (var key in keys.Find(new Guid(shown[..IdBytes], bigEndian: true)))
        {
            Write(key, hour, expected);
            if (CryptographicOperations.FixedTimeEquals(shown, expected))
                return key.WorksAt(clock.GetUtcNow()) ? key : null;
        }

        return null;
    }

    private static void Write(CallerKey key, uint hour, Span<byte> token)
    {
        key.Id.TryWriteBytes(token, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(token[IdBytes..], hour);

        Span<byte> signed = stackalloc byte[Purpose.Length + SignedBytes];
        Purpose.CopyTo(signed);
        token[..SignedBytes].CopyTo(signed[Purpose.Length..]);
        Span<byte> secret = stackalloc byte[SHA256.HashSizeInBytes * 2];
        HMACSHA256.HashData(secret[..Encoding.ASCII.GetBytes(key.SecretHash, secret)], signed, token[SignedBytes..]);
    }
}
