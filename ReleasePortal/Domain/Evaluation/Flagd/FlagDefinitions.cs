using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Domain.Evaluation.Flagd;

/// <summary>
/// The whole state of an environment in flagd's flag-definition format, so that a flagd provider computes our answers inside the
/// application (design.md, section 6).
/// </summary>
public static class FlagDefinitions
{
    private const string Ref = "$ref";

    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // it never stands in a page
    private static readonly JsonSerializerOptions AsText = new() { Encoder = Encoder };

    /// <summary>The definitions as JSON in UTF-8: the same bytes for the same controls and groups, on every portal.</summary>
    public static byte[] Write(EnvironmentState state)
    {
        var evaluators = Evaluators(state);
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("metadata"u8);
            writer.WriteString("flagSetId"u8, state.Environment); // nothing that changes: it counts as a part of every flag
            writer.WriteEndObject();

            writer.WriteStartObject("flags"u8);
            foreach (var control in state.Controls)
                Write(writer, control, group => Reference(group, evaluators));
            writer.WriteEndObject();

            writer.WriteStartObject("$evaluators"u8);
            foreach (var (group, logic) in evaluators.Where(evaluator => IsReferable(evaluator.Value)))
            {
                writer.WritePropertyName(group);
                logic!.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, CompiledControl control, Func<string, JsonNode?> containing)
    {
        writer.WriteStartObject(control.Key);
        writer.WriteString("state"u8, "ENABLED"u8); // a disabled flag would answer the default of the caller's code
        writer.WriteString("defaultVariant"u8, control.Off.Key);
        writer.WriteStartObject("variants"u8);
        foreach (var variant in control.Variants)
        {
            writer.WritePropertyName(variant.Key);
            writer.WriteRawValue(variant.Value.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
        if (ControlLogic.Targeting(control, containing) is { } targeting)
        {
            writer.WritePropertyName("targeting"u8);
            targeting.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static SortedDictionary<string, JsonNode?> Evaluators(EnvironmentState state)
    {
        var evaluators = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var rule in state.Controls.SelectMany(control => control.Rules))
        {
            if (!evaluators.ContainsKey(rule.GroupKey))
                evaluators[rule.GroupKey] = GroupLogic.Contains(rule.Group, rule.GroupKey);
        }

        return evaluators;
    }

    private static JsonNode? Reference(string group, SortedDictionary<string, JsonNode?> evaluators) =>
        IsReferable(evaluators[group]) ? new JsonObject { [Ref] = group } : evaluators[group]?.DeepClone();

    /// <summary>
    /// flagd puts an evaluator in place by replacing text, where a dollar sign or a backslash of ours could mean something:
    /// a group that has any is written out wherever it is used.
    /// </summary>
    private static bool IsReferable(JsonNode? logic) => logic is not null && logic.ToJsonString(AsText).AsSpan().IndexOfAny('$', '\\') < 0;
}
