using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>
/// The ETag of a bulk evaluation. It covers the state, the kind of key and the whole context: a user who signs in must not get
/// another user's 304. The order in which a client writes attributes does not matter. It covers the address of the events too: a
/// 304 has no body, and who only ever got those would go on asking at an address that is not accepted any more.
/// </summary>
internal static class BulkTag
{
    /// <summary>Of SHA-256: 144 bits, a whole number of Base64 characters.</summary>
    private const int BytesKept = 18;

    public static EntityTagHeaderValue Of(EnvironmentState state, CallerKey caller, string eventToken, in UserContext user)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Canonical(caller, eventToken, user), hash);
        return new EntityTagHeaderValue($"\"{state.Revision}-{Base64Url.EncodeToString(hash[..BytesKept])}\"");
    }

    /// <summary>True when the client has this answer already. Proxies that compress weaken a tag: that still counts.</summary>
    public static bool IsKnown(this RequestHeaders headers, EntityTagHeaderValue tag) =>
        headers.IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));

    private static ReadOnlySpan<byte> Canonical(CallerKey caller, string eventToken, in UserContext user)
    {
        var canonical = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(canonical);
        writer.WriteStartArray();
        writer.WriteNumberValue((int)caller.Kind);
        writer.WriteStringValue(eventToken);
        writer.WriteStringValue(user.TargetingKey);
        foreach (var (name, value) in user.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            writer.WriteStringValue(name);
            Write(writer, value);
        }

        writer.WriteEndArray();
        writer.Flush();
        return canonical.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter writer, in AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case AttributeKind.Number:
                // Its bits: JSON has no word for what is beyond a double's range.
                writer.WriteNumberValue(BitConverter.DoubleToInt64Bits(value.Number!.Value));
                break;
            case AttributeKind.Truth:
                writer.WriteBooleanValue(value.Truth!.Value);
                break;
            default:
                // No condition can hold on it, so that its content changes no answer.
                writer.WriteNullValue();
                break;
        }
    }
}
