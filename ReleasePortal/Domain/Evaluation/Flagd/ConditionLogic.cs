using System.Text.Json.Nodes;
using ReleasePortal.Domain.Audiences;

namespace ReleasePortal.Domain.Evaluation.Flagd;

/// <summary>Conditions as JsonLogic: as strict as <see cref="CompiledCondition"/>, term by term.</summary>
internal static class ConditionLogic
{
    private const string Digits = "0123456789";

    public static JsonNode Of(Condition condition)
    {
        var holds = Comparison(condition);

        // An empty key names no user, so that no condition on it holds, the negative ones too.
        return condition.Attribute is UserContext.TargetingKeyName ? Logic.All(Logic.NotEmpty(condition.Attribute), holds) : holds;
    }

    private static JsonNode Comparison(Condition condition) => condition.Operator switch
    {
        ConditionOperator.Equals or ConditionOperator.In => IsOneOf(condition),
        ConditionOperator.NotEquals or ConditionOperator.NotIn => Logic.All(HasATypeOfTheValues(condition), Logic.Not(IsOneOf(condition))),
        ConditionOperator.StartsWith => Compare("starts_with", condition),
        ConditionOperator.EndsWith => Compare("ends_with", condition),
        ConditionOperator.Contains => Logic.All(
            Logic.IsText(condition.Attribute), Logic.Of("in", condition.Values[0].Text, Logic.Attribute(condition.Attribute))),
        ConditionOperator.LessThan or ConditionOperator.LessOrEqual
            or ConditionOperator.GreaterThan or ConditionOperator.GreaterOrEqual =>
            Logic.All(Logic.IsNumber(condition.Attribute), Compare(Sign(condition.Operator), condition)),
        _ => Version(condition),
    };

    private static JsonObject Compare(string operation, Condition condition) =>
        Logic.Of(operation, Logic.Attribute(condition.Attribute), Value(condition.Values[0]));

    private static JsonObject IsOneOf(Condition condition) =>
        Logic.IsOneOf(Logic.Attribute(condition.Attribute), condition.Values.Select(Value));

    private static JsonNode HasATypeOfTheValues(Condition condition)
    {
        var types = new List<JsonNode>();
        if (condition.Values.Any(value => value.Text is not null))
            types.Add(Logic.IsText(condition.Attribute));
        if (condition.Values.Any(value => value.Truth is not null))
            types.Add(Logic.IsTruth(condition.Attribute));
        if (condition.Values.Any(value => value.Number is not null))
            types.Add(Logic.IsNumber(condition.Attribute));
        return Logic.Any(types);
    }

    /// <summary>
    /// <c>sem_ver</c> reads more than the specification allows: a leading "v", "1" and "1.2", white space around. Build metadata
    /// that we add changes no order, and makes all of these invalid but the "v" and the space in front.
    /// </summary>
    /// <remarks>flagd's schema knows only a bare attribute as the first operand, and warns; its evaluators take any text.</remarks>
    private static JsonNode Version(Condition condition)
    {
        JsonObject Attribute() => Logic.Attribute(condition.Attribute);

        return Logic.All(
            Logic.IsText(condition.Attribute),
            Logic.Of("in", Logic.Of("substr", Attribute(), 0, 1), Digits),
            Logic.Of(
                "sem_ver",
                Logic.Of("cat", Attribute(), Logic.Of("if", Logic.Of("in", "+", Attribute()), ".0", "+0")),
                Sign(condition.Operator),
                condition.Values[0].Text));
    }

    private static string Sign(ConditionOperator comparison) => comparison switch
    {
        ConditionOperator.LessThan or ConditionOperator.VersionLessThan => "<",
        ConditionOperator.LessOrEqual or ConditionOperator.VersionLessOrEqual => "<=",
        ConditionOperator.GreaterThan or ConditionOperator.VersionGreaterThan => ">",
        ConditionOperator.GreaterOrEqual or ConditionOperator.VersionGreaterOrEqual => ">=",
        ConditionOperator.VersionNotEquals => "!=",
        _ => "=",
    };

    private static JsonNode? Value(ConditionValue value) =>
        value.Text is not null ? value.Text : value.Number is { } number ? number : value.Truth;
}
