using System.Text.Json.Nodes;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Evaluation.Flagd;

/// <summary>
/// What a control serves to whom, as flagd's <c>targeting</c>: the key of a variant, or nothing for the off variant. Where we
/// answer that a user must be named, flagd has no such answer: it serves the off variant.
/// </summary>
internal static class ControlLogic
{
    /// <summary>Null when everybody gets the off variant.</summary>
    /// <param name="control">The control.</param>
    /// <param name="containing">Who is in a group; null for a group that contains nobody.</param>
    public static JsonObject? Targeting(CompiledControl control, Func<string, JsonNode?> containing) => control.Availability switch
    {
        Availability.Closed => null,
        Availability.Groups => ForGroups(control, containing),
        _ => ForEveryone(control),
    };

    private static JsonObject? ForGroups(CompiledControl control, Func<string, JsonNode?> containing)
    {
        var branches = new List<JsonNode?>();
        foreach (var rule in control.Rules)
        {
            if (containing(rule.GroupKey) is not { } contains)
                continue;

            branches.AddRange([contains, Served(control, rule.Serving)]);
            if (GroupLogic.NeedsAUser(rule.Group) is { } unnamed)
                branches.AddRange([unnamed, control.Off.Key]);
        }

        return branches.Count is 0 ? null : Logic.Of("if", [.. branches]);
    }

    private static JsonObject ForEveryone(CompiledControl control) => Logic.Of(
        "if",
        control.Share is { } share ? Logic.IsInside(Bucketing.SharePrefix(control.Key), share) : true,
        Served(control, control.Serving!));

    private static JsonNode? Served(CompiledControl control, CompiledServing serving)
    {
        (string Outcome, int Weight)[] weights = [.. serving.Weights.Select(part => (part.Variant.Key, part.Weight))];
        return weights.Length is 1
            ? weights[0].Outcome
            : Logic.Of("if", Logic.NamesAUser(), Logic.Fractional(Bucketing.SplitPrefix(control.Key), weights), control.Off.Key);
    }
}
