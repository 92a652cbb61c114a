using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ReleasePortal.Identity;

/// <summary>
/// The link that lets the first administrator in. Its token is 256 random bits, of which only the hash is kept, in memory:
/// every start without an administrator makes a new one, and the old one is worth nothing.
/// </summary>
public sealed class SetUpLink(TimeProvider clock)
{
    public static TimeSpan Validity { get; } = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private byte[]? _hash;
    private DateTimeOffset _until;

    /// <summary>Makes a new link; an older one stops working.</summary>
    /// <returns>Its path and query, without a host.</returns>
    public string Open()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        lock (_gate)
            (_hash, _until) = (Hash(token), clock.GetUtcNow() + Validity);
        return AccountAddress.With(AccountAddress.SetUp, "token", token);
    }

    /// <summary>Whether somebody who has this token may create the first administrator.</summary>
    public bool IsOpenFor(string? token)
    {
        lock (_gate)
        {
            return _hash is not null && clock.GetUtcNow() < _until
                && CryptographicOperations.FixedTimeEquals(_hash, Hash(token ?? ""));
        }
    }

    /// <summary>The link has done its work.</summary>
    public void Close()
    {
        lock (_gate)
            _hash = null;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
