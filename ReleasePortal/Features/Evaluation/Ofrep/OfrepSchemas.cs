using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleasePortal.Features.Evaluation.Ofrep;

// What goes over the wire, for the OpenAPI document only: OfrepJson writes it without making objects.

/// <summary>For whom to evaluate.</summary>
/// <param name="Context">What is known about the user.</param>
public sealed record EvaluationRequest(EvaluationContext Context);

/// <summary>What is known about the user: a key and any further attributes.</summary>
/// <param name="TargetingKey">What tells one user from another; always the same for the same user.</param>
public sealed record EvaluationContext(string? TargetingKey = null)
{
    /// <summary>Any further attributes: strings, numbers and booleans can be used in the conditions of audience groups.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Attributes { get; init; } = [];
}

/// <summary>What the user gets.</summary>
/// <param name="Key">The control's key.</param>
/// <param name="Reason">STATIC, TARGETING_MATCH, SPLIT or DISABLED.</param>
/// <param name="Variant">The variant's key.</param>
/// <param name="Value">The variant's value: a boolean, a string, a number or an object.</param>
/// <param name="Metadata">Why, in words.</param>
public sealed record EvaluationSuccess(string Key, string Reason, string Variant, JsonElement Value, EvaluationMetadata Metadata);

/// <summary>Why the user gets it.</summary>
/// <param name="Availability">closed, groups or everyone.</param>
/// <param name="Audience">The key of the group that the user is in, everyone, or none.</param>
/// <param name="Revision">Tells states of the environment apart.</param>
public sealed record EvaluationMetadata(string Availability, string Audience, string Revision);

/// <summary>Why there is no answer.</summary>
/// <param name="Key">The control's key.</param>
/// <param name="ErrorCode">PARSE_ERROR, TARGETING_KEY_MISSING, INVALID_CONTEXT, FLAG_NOT_FOUND or GENERAL.</param>
/// <param name="ErrorDetails">One sentence for the log.</param>
public sealed record EvaluationFailure(string Key, string ErrorCode, string ErrorDetails);

/// <summary>What the user gets of every control.</summary>
/// <param name="Flags">One for each control, in the order of their keys.</param>
/// <param name="Metadata">About all of them.</param>
/// <param name="EventStreams">Where to hear of changes.</param>
public sealed record BulkEvaluation(IReadOnlyList<BulkItem> Flags, BulkMetadata Metadata, IReadOnlyList<EventStreamOffer> EventStreams);

/// <summary>A way to hear of changes.</summary>
/// <param name="Type">sse: server-sent events.</param>
/// <param name="Endpoint">Where.</param>
public sealed record EventStreamOffer(string Type, EventStreamEndpoint Endpoint);

/// <summary>Where a stream is read.</summary>
/// <param name="RequestUri">Path and query at this portal. It stays the same within an hour, and is accepted for two.</param>
public sealed record EventStreamEndpoint(string RequestUri);

/// <summary>What the user gets of one control, or why there is no answer.</summary>
/// <param name="Key">The control's key.</param>
/// <param name="Reason">STATIC, TARGETING_MATCH, SPLIT or DISABLED.</param>
/// <param name="Variant">The variant's key.</param>
/// <param name="Value">The variant's value: a boolean, a string, a number or an object.</param>
/// <param name="Metadata">Why, in words.</param>
/// <param name="ErrorCode">TARGETING_KEY_MISSING, when the answer depends on a user and none was named.</param>
/// <param name="ErrorDetails">One sentence for the log.</param>
public sealed record BulkItem(
    string Key,
    string? Reason = null,
    string? Variant = null,
    JsonElement? Value = null,
    EvaluationMetadata? Metadata = null,
    string? ErrorCode = null,
    string? ErrorDetails = null);

/// <summary>About all answers.</summary>
/// <param name="Environment">The key's environment.</param>
/// <param name="Revision">Tells states of the environment apart.</param>
public sealed record BulkMetadata(string Environment, string Revision);

/// <summary>Why nothing could be evaluated.</summary>
/// <param name="ErrorCode">PARSE_ERROR, INVALID_CONTEXT or GENERAL.</param>
/// <param name="ErrorDetails">One sentence for the log.</param>
public sealed record BulkEvaluationFailure(string ErrorCode, string ErrorDetails);

/// <summary>What is wrong, apart from the evaluation itself.</summary>
/// <param name="ErrorDetails">One sentence for the log.</param>
public sealed record GeneralError(string ErrorDetails);
