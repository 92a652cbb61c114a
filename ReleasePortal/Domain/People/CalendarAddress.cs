using System.Security.Cryptography;
using System.Text;

namespace ReleasePortal.Domain.People;

/// <summary>
/// The secret address under which a person's own calendar reads the launches that this person may see. It is shown once and
/// stored as a hash; a person has one or none.
/// </summary>
public sealed class CalendarAddress
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // For EF Core.
    private CalendarAddress() => TokenHash = "";

    internal CalendarAddress(Guid person) => (PersonId, TokenHash) = (person, "");

    /// <summary>43 characters of 62 carry 256 bits.</summary>
    public const int TokenLength = 43;

    public Guid PersonId { get; private set; }

    /// <summary>SHA-256 of the UTF-8 bytes of the address's secret part, lower-case hexadecimal.</summary>
    public string TokenHash { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>A new secret part of an address.</summary>
    public static string NewToken() => RandomNumberGenerator.GetString(Alphabet, TokenLength);

    /// <summary>As it is stored.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    internal void Take(string tokenHash, DateTimeOffset at) => (TokenHash, CreatedAt) = (tokenHash, at);
}
