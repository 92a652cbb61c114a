using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.Evaluation.Flagd;

namespace ReleasePortal.Features.Evaluation.Flagd;

/// <summary>An environment's state in flagd's format, as it goes over the wire.</summary>
/// <param name="Body">JSON in UTF-8.</param>
/// <param name="Text">The same, as gRPC wants it.</param>
/// <param name="Tag">Of its content: the same on every portal.</param>
internal sealed record FlagdDocument(ReadOnlyMemory<byte> Body, string Text, string Tag)
{
    /// <summary>Of SHA-256: 144 bits, a whole number of Base64 characters.</summary>
    private const int BytesKept = 18;

    // Made once for each state, by the first who asks for it, and gone together with it.
    private static readonly ConditionalWeakTable<EnvironmentState, FlagdDocument> Made = [];

    /// <summary>The document of a state. It takes no database, and from the second time on no work.</summary>
    public static FlagdDocument Of(EnvironmentState state) => Made.GetValue(state, Make);

    private static FlagdDocument Make(EnvironmentState state)
    {
        var body = FlagDefinitions.Write(state);
        var tag = Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, BytesKept));
        return new FlagdDocument(body, Encoding.UTF8.GetString(body), $"\"{tag}\"");
    }
}
