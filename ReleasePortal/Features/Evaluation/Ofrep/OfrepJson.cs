using System.Text.Json;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>Answers as OFREP 0.3.0 words them, written straight into the response.</summary>
internal static class OfrepJson
{
    public const string ContentType = "application/json";

    /// <summary>One answer, or the error that stands for it.</summary>
    public static void WriteAnswer(Utf8JsonWriter writer, string key, in Answer answer, EnvironmentState state)
    {
        if (ErrorOf(answer) is { } error)
        {
            error.WriteTo(writer, key);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("key"u8, key);
        writer.WriteString("reason"u8, Word(answer.Reason));
        writer.WriteString("variant"u8, answer.Variant!.Key);
        writer.WritePropertyName("value"u8);
        writer.WriteRawValue(answer.Variant.Value.Span, skipInputValidation: true);
        writer.WriteStartObject("metadata"u8);
        writer.WriteString("availability"u8, Word(answer.Availability));
        writer.WriteString("audience"u8, answer.Audience);
        writer.WriteString("revision"u8, state.Revision);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Where to hear of changes. Stock clients put the origin that they evaluate at in front.</summary>
    public static void WriteEventStreams(Utf8JsonWriter writer, string address)
    {
        writer.WriteStartArray("eventStreams"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "sse"u8);
        writer.WriteStartObject("endpoint"u8);
        writer.WriteString("requestUri"u8, address);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>The error that an answer is; null for a good one.</summary>
    public static OfrepError? ErrorOf(in Answer answer) => answer.Error switch
    {
        AnswerError.None => null,
        AnswerError.FlagNotFound => OfrepError.NoSuchFlag,
        _ => OfrepError.NoTargetingKey,
    };

    private static ReadOnlySpan<byte> Word(Reason reason) => reason switch
    {
        Reason.Static => "STATIC"u8,
        Reason.TargetingMatch => "TARGETING_MATCH"u8,
        Reason.Split => "SPLIT"u8,
        Reason.Disabled => "DISABLED"u8,
        _ => "UNKNOWN"u8,
    };

    private static ReadOnlySpan<byte> Word(Availability availability) => availability switch
    {
        Availability.Closed => "closed"u8,
        Availability.Groups => "groups"u8,
        _ => "everyone"u8,
    };
}
