using System.Buffers;
using System.Text.Json;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>
/// What a control answers, ready to be copied into a response: one text for each outcome, up to where the state's revision goes.
/// </summary>
internal sealed class EncodedControl
{
    private readonly byte[][] _answers;

    public EncodedControl(CompiledControl control)
    {
        Control = control;
        _answers = [.. control.Outcomes.Select(outcome => Encode(control.Key, outcome))];
        KeyMissing = Encode(writer => OfrepError.NoTargetingKey.WriteTo(writer, control.Key));
    }

    public CompiledControl Control { get; }

    /// <summary>The whole item for a user whom the application did not name.</summary>
    public byte[] KeyMissing { get; }

    /// <summary>An answer that this control gave: to be followed by the revision, unless it is <see cref="KeyMissing"/>.</summary>
    public byte[] Text(in Answer answer) => answer.Outcome is { } outcome ? _answers[outcome.Index] : KeyMissing;

    private static byte[] Encode(string key, Outcome outcome)
    {
        var whole = Encode(writer => Write(writer, key, outcome));
        return whole[..^"\"}}"u8.Length]; // the revision's text is still open
    }

    private static void Write(Utf8JsonWriter writer, string key, Outcome outcome)
    {
        writer.WriteStartObject();
        writer.WriteString("key"u8, key);
        writer.WriteString("reason"u8, Word(outcome.Reason));
        writer.WriteString("variant"u8, outcome.Variant.Key);
        writer.WritePropertyName("value"u8);
        writer.WriteRawValue(outcome.Variant.Value.Span, skipInputValidation: true);
        writer.WriteStartObject("metadata"u8);
        writer.WriteString("availability"u8, Word(outcome.Availability));
        writer.WriteString("audience"u8, outcome.Audience);
        writer.WriteString("revision"u8, ""u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static byte[] Encode(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
            write(writer);
        return bytes.WrittenSpan.ToArray();
    }

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
