using System.Text.Json.Nodes;

namespace ReleasePortal.Domain.Evaluation.Flagd;

/// <summary>Who is in a group, as JsonLogic.</summary>
internal static class GroupLogic
{
    /// <summary>True for whom the group contains; null for a group that contains nobody.</summary>
    public static JsonNode? Contains(CompiledGroup group, string key)
    {
        var ways = new List<JsonNode>();
        if (group.Members.Count > 0)
            ways.Add(IsListed(group));
        if (group.Conditions.Count > 0 || group.Sample is not null)
            ways.Add(IsSelected(group, key));
        return ways.Count is 0 ? null : Logic.Any(ways);
    }

    /// <summary>
    /// For whom the answer is that a user must be named, after <see cref="Contains"/> said no; null when that cannot be.
    /// </summary>
    public static JsonNode? NeedsAUser(CompiledGroup group)
    {
        var nobody = Logic.Not(Logic.NamesAUser());
        if (group.Members.Count > 0)
            return nobody;
        return IsDrawn(group) ? Logic.All([nobody, .. Conditions(group)]) : null;
    }

    private static JsonObject IsListed(CompiledGroup group) => Logic.IsOneOf(
        Logic.Attribute(UserContext.TargetingKeyName),
        group.Members.Order(StringComparer.Ordinal).Select(member => (JsonNode?)member));

    private static JsonNode IsSelected(CompiledGroup group, string key)
    {
        var terms = Conditions(group).ToList();
        if (IsDrawn(group))
            terms.Add(Logic.IsInside(Bucketing.SamplePrefix(key), group.Sample!.Value));
        return terms.Count is 0 ? Logic.Of("!!", true) : Logic.All(terms);
    }

    private static IEnumerable<JsonNode> Conditions(CompiledGroup group) =>
        group.Conditions.Select(condition => ConditionLogic.Of(condition.Source));

    private static bool IsDrawn(CompiledGroup group) => group.Sample < Bucketing.Whole;
}
