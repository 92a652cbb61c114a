using System.ComponentModel;
using System.Text.Json;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Features.Controls.Api;

/// <summary>The user to try a control for.</summary>
internal sealed record TriedBody
{
    [Description("The user as an application would describe them: targetingKey and any attributes.")]
    public required Dictionary<string, JsonElement> Context { get; init; }

    /// <summary>The user as the evaluator sees it, read as OFREP reads it.</summary>
    public Result<Box> ToUser()
    {
        try
        {
            var isNamed = Context.TryGetValue(UserContext.TargetingKeyName, out var targetingKey);
            if (isNamed && targetingKey.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                return new Invalid("context", "Context");

            var attributes = Context
                .Where(attribute => attribute.Key is not UserContext.TargetingKeyName)
                .ToDictionary(attribute => attribute.Key, attribute => Read(attribute.Value), StringComparer.Ordinal);
            return new Box(new UserContext(isNamed ? targetingKey.GetString() : null, attributes));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            return new Invalid("context", "Context");
        }
    }

    private static AttributeValue Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => AttributeValue.Other,
    };

    /// <summary>A result is a reference.</summary>
    public sealed record Box(UserContext User);
}

/// <summary>What the user gets, and why.</summary>
/// <param name="Control">The control's key.</param>
/// <param name="Environment">The key's environment.</param>
/// <param name="Variant">The variant's key; null when the answer depends on a targeting key and none was sent.</param>
/// <param name="Value">What applications get.</param>
/// <param name="Reason">STATIC, TARGETING_MATCH, SPLIT or DISABLED, as applications are told.</param>
/// <param name="ErrorCode">TARGETING_KEY_MISSING, or null.</param>
/// <param name="Availability">closed, groups or everyone.</param>
/// <param name="Audience">The key of the group that the user is in, everyone, or none.</param>
/// <param name="Says">The answer in a sentence.</param>
/// <param name="Why">What led to it, rule by rule.</param>
internal sealed record TryAnswerBody(
    string Control,
    string Environment,
    string? Variant,
    JsonElement? Value,
    string? Reason,
    string? ErrorCode,
    Availability Availability,
    string? Audience,
    string Says,
    IReadOnlyList<WhyBody> Why);

/// <summary>One thought of the explanation.</summary>
/// <param name="Says">In words.</param>
/// <param name="Decides">Whether it decided the answer.</param>
internal sealed record WhyBody(string Says, bool Decides);
