using System.Text.Json.Nodes;

namespace ReleasePortal.Domain.Evaluation.Flagd;

/// <summary>
/// JsonLogic as flagd evaluates it. Its own comparisons coerce, and some fail the whole evaluation on a type that they do not
/// expect: the tests of types here do neither, whatever an application sends.
/// </summary>
internal static class Logic
{
    /// <summary>One operation on its arguments.</summary>
    public static JsonObject Of(string operation, params JsonNode?[] arguments) => new() { [operation] = new JsonArray(arguments) };

    /// <summary>What the application sent under that name. Dots would lead into an object: we know flat names only.</summary>
    public static JsonObject Attribute(string name) => new()
    {
        ["var"] = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(".", "\\.", StringComparison.Ordinal),
    };

    public static JsonObject Not(JsonNode term) => Of("!", term);

    /// <summary>True when all are, asked in their order until one is not.</summary>
    public static JsonNode All(params IReadOnlyList<JsonNode> terms) => terms.Count is 1 ? terms[0] : Of("and", [.. terms]);

    /// <summary>True when one of them is.</summary>
    public static JsonNode Any(params IReadOnlyList<JsonNode> terms) => terms.Count is 1 ? terms[0] : Of("or", [.. terms]);

    public static JsonObject IsOneOf(JsonNode value, IEnumerable<JsonNode?> values) => Of("in", value, new JsonArray([.. values]));

    /// <summary>flagd's own <c>starts_with</c> asks for a text first, and every text starts with nothing.</summary>
    public static JsonObject IsText(string attribute) => Of("starts_with", Attribute(attribute), "");

    public static JsonObject IsTruth(string attribute) => IsOneOf(Attribute(attribute), [true, false]);

    /// <summary>
    /// A number is what stays itself as a sum of one. The sum fails on most of what is no number, so that nothing, texts, arrays
    /// (which do not contain themselves) and objects (which read "[object Object]") are ruled out before.
    /// </summary>
    public static JsonNode IsNumber(string attribute) => All(
        Of("!==", Attribute(attribute), null),
        Not(IsText(attribute)),
        Of("in", Attribute(attribute), Of("merge", Attribute(attribute))),
        Of("!==", Of("substr", Of("cat", Attribute(attribute)), 0, 1), "["),
        Of("===", Of("+", Attribute(attribute)), Attribute(attribute)));

    /// <summary>Whether the application named a user: an empty key is none.</summary>
    public static JsonNode NamesAUser() => All(IsText(UserContext.TargetingKeyName), NotEmpty(UserContext.TargetingKeyName));

    public static JsonObject NotEmpty(string attribute) => Of("!==", Attribute(attribute), "");

    /// <summary>
    /// Version 2 of flagd's <c>fractional</c> over a text of our choice. Without a user it would draw all the same: ask
    /// <see cref="NamesAUser"/> first.
    /// </summary>
    /// <param name="prefix">What is hashed before the user's key: one of those of <see cref="Bucketing"/>.</param>
    /// <param name="weights">What comes out, and with what weight.</param>
    public static JsonObject Fractional(byte[] prefix, IEnumerable<(string Outcome, int Weight)> weights) => Of(
        "fractional",
        [
            Of("cat", System.Text.Encoding.UTF8.GetString(prefix), Attribute(UserContext.TargetingKeyName)),
            .. weights.Select(part => new JsonArray(part.Outcome, part.Weight)),
        ]);

    /// <summary>Whether the user's bucket of 10,000 is below a number.</summary>
    public static JsonNode IsInside(byte[] prefix, int below) => All(
        NamesAUser(),
        Of("===", Fractional(prefix, [("in", below), ("out", Bucketing.Whole - below)]), "in"));
}
