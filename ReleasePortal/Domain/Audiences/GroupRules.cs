using System.Globalization;

namespace ReleasePortal.Domain.Audiences;

/// <summary>What must hold of what is written about a group.</summary>
internal static class GroupRules
{
    public const int NameLength = 100;
    public const int DescriptionLength = 500;

    /// <summary>Beyond this a list of members belongs in an attribute that the application sends.</summary>
    public const int MostMembers = 10_000;

    /// <summary>What an answer's <c>audience</c> says where no group decided (design.md, section 6).</summary>
    public static IReadOnlyList<string> Reserved { get; } = [Evaluation.Answer.Everyone, Evaluation.Answer.Nobody];

    public const int MostConditions = 50;
    public const int MostValues = 1_000;
    public const int ValueLength = 256;

    public static IReadOnlyList<FieldError> Check(GroupDetails details)
    {
        var rules = new FieldRules()
            .Required("name", details.Name, NameLength)
            .Text("description", details.Description, DescriptionLength, lines: true)
            .Key("area", details.Area)
            .That(
                details.Members.Count > 0 || details.Conditions.Count > 0 || details.Sample is not null,
                "members",
                "GroupOfNobody")
            .That(details.Members.Count <= MostMembers, "members", "TooMany", MostMembers.ToString(CultureInfo.InvariantCulture))
            .That(details.Members.All(IsMember), "members", "Member", ValueLength.ToString(CultureInfo.InvariantCulture))
            .That(details.Conditions.Count <= MostConditions, "conditions", "TooMany", MostConditions.ToString(CultureInfo.InvariantCulture))
            .That(details.Sample is null or (>= 1 and <= 10_000), "sample", "Sample");
        for (var index = 0; index < details.Conditions.Count; index++)
            Check(rules, string.Create(CultureInfo.InvariantCulture, $"conditions.{index}."), details.Conditions[index]);
        return rules.Errors;
    }

    private static bool IsMember(string? member) =>
        FieldRules.Trimmed(member).Length is > 0 and <= ValueLength && FieldRules.IsPlain(member!.Trim());

    /// <summary>True when the operator compares with a list of values.</summary>
    public static bool TakesList(ConditionOperator comparison) => comparison is ConditionOperator.In or ConditionOperator.NotIn;

    private static void Check(FieldRules rules, string path, Condition condition)
    {
        rules.Required(path + "attribute", condition.Attribute, GroupRules.NameLength);
        if (condition.Values.Count is 0 || !condition.Values.All(IsOneThing))
        {
            rules.That(holds: false, path + "values", "Required");
            return;
        }

        rules.That(TakesList(condition.Operator) || condition.Values.Count is 1, path + "values", "OneValue")
            .That(condition.Values.Count <= MostValues, path + "values", "TooMany", MostValues.ToString(CultureInfo.InvariantCulture))
            .That(condition.Values.All(value => value.Text is null or { Length: <= ValueLength }), path + "values", "TooLong", ValueLength.ToString(CultureInfo.InvariantCulture))
            .That(condition.Values.All(value => value.Text is null || FieldRules.IsUnicode(value.Text)), path + "values", "Characters")
            .That(condition.Values.All(value => double.IsFinite(value.Number ?? 0)), path + "values", "ValueFor.Number")
            .That(condition.Values.All(value => Suits(condition.Operator, value)), path + "values", "ValueFor." + TypeWanted(condition.Operator));
    }

    private static bool IsOneThing(ConditionValue value) =>
        value is { Text: not (null or ""), Number: null, Truth: null }
            or { Text: null, Number: not null, Truth: null }
            or { Text: null, Number: null, Truth: not null };

    private static bool Suits(ConditionOperator comparison, ConditionValue value) => TypeWanted(comparison) switch
    {
        "Number" => value.Number is not null,
        "Text" => value.Text is not null,
        "Version" => SemanticVersion.TryParse(value.Text, out _),
        _ => true,
    };

    private static string TypeWanted(ConditionOperator comparison) => comparison switch
    {
        ConditionOperator.LessThan or ConditionOperator.LessOrEqual
            or ConditionOperator.GreaterThan or ConditionOperator.GreaterOrEqual => "Number",
        ConditionOperator.StartsWith or ConditionOperator.EndsWith or ConditionOperator.Contains => "Text",
        >= ConditionOperator.VersionEquals => "Version",
        _ => "Any",
    };
}
