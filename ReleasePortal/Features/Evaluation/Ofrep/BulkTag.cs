using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>
/// The ETag of a bulk evaluation. It covers the state, the key's kind, the address of the events (a 304 has no body, and who only ever
/// got those would go on asking at an address that is not accepted any more) and the whole body of the request: a user who signs
/// in must not get another user's 304. The body's bytes, not its meaning: who writes the same context in another way is sent
/// the same answer again. The hash need not withstand an attacker, who could only ever keep an old answer from himself.
/// </summary>
internal static class BulkTag
{
    private const int HashBytes = 16;

    /// <summary>What the tags of all users of a caller begin with, until its state or its token is another one.</summary>
    public static string Start(string revision, string eventToken, bool isBrowser)
    {
        var token = XxHash64.HashToUInt64(Encoding.ASCII.GetBytes(eventToken));
        return string.Create(CultureInfo.InvariantCulture, $"\"{revision}-{(isBrowser ? 'b' : 's')}{token:x16}-");
    }

    /// <summary>The tag for a request with that body.</summary>
    /// <param name="start">From <see cref="Start"/>.</param>
    /// <param name="body">As it was sent.</param>
    public static string Of(string start, in ReadOnlySequence<byte> body)
    {
        Span<byte> hash = stackalloc byte[HashBytes];
        if (body.IsSingleSegment)
            XxHash128.Hash(body.FirstSpan, hash);
        else
            Hash(body, hash);
        return string.Create(
            start.Length + (HashBytes * 2) + 1,
            (start, High: BinaryPrimitives.ReadUInt64BigEndian(hash), Low: BinaryPrimitives.ReadUInt64BigEndian(hash[8..])),
            static (tag, parts) =>
            {
                parts.start.CopyTo(tag);
                parts.High.TryFormat(tag[parts.start.Length..], out _, "x16", CultureInfo.InvariantCulture);
                parts.Low.TryFormat(tag[(parts.start.Length + 16)..], out _, "x16", CultureInfo.InvariantCulture);
                tag[^1] = '"';
            });
    }

    private static void Hash(in ReadOnlySequence<byte> body, Span<byte> hash)
    {
        var hasher = new XxHash128();
        foreach (var segment in body)
            hasher.Append(segment.Span);
        hasher.GetCurrentHash(hash);
    }
}
