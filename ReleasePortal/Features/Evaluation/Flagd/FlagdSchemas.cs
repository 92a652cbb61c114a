using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleasePortal.Features.Evaluation.Flagd;

// What goes over the wire, for the OpenAPI document only: FlagDefinitions writes it.

/// <summary>A flag definition as of flagd.dev/reference/flag-definitions.</summary>
/// <param name="Metadata">About all flags.</param>
/// <param name="Flags">One for each release control, by its key.</param>
/// <param name="Evaluators">Who is in an audience group (JsonLogic), by its key.</param>
public sealed record FlagDefinitionsDocument(
    FlagSetMetadata Metadata,
    IReadOnlyDictionary<string, FlagDefinition> Flags,
    [property: JsonPropertyName("$evaluators")] IReadOnlyDictionary<string, JsonElement> Evaluators);

/// <summary>About all flags.</summary>
/// <param name="FlagSetId">The environment's key.</param>
public sealed record FlagSetMetadata(string FlagSetId);

/// <summary>One release control.</summary>
/// <param name="State">Always ENABLED: a closed control serves its off variant.</param>
/// <param name="DefaultVariant">The off variant.</param>
/// <param name="Variants">The value of each variant, by its key.</param>
/// <param name="Targeting">Who gets which variant (JsonLogic); left out when everybody gets the off variant.</param>
public sealed record FlagDefinition(
    string State, string DefaultVariant, IReadOnlyDictionary<string, JsonElement> Variants, JsonElement? Targeting = null);
