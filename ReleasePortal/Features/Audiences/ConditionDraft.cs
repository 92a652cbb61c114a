using System.Globalization;
using ReleasePortal.Domain.Audiences;

namespace ReleasePortal.Features.Audiences;

/// <summary>As what a value is compared: strictly, so the text "5" is not the number 5.</summary>
public enum ValueKind
{
    Text,
    Number,
    Truth,
}

/// <summary>One condition as it stands in the form.</summary>
public sealed class ConditionDraft
{
    private ValueKind _chosen;

    /// <summary>Keeps its fields together while conditions before it come and go.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    public string? Attribute { get; set; } = "";

    public ConditionOperator Operator { get; set; } = ConditionOperator.Equals;

    /// <summary>What was chosen, where the comparison leaves a choice.</summary>
    public ValueKind Type
    {
        get => TakesAnyType ? _chosen : TakesNumber ? ValueKind.Number : ValueKind.Text;
        set => _chosen = value;
    }

    /// <summary>As typed.</summary>
    public IReadOnlyList<string> Values { get; set; } = [];

    public bool TakesList => GroupRules.TakesList(Operator);

    public bool TakesAnyType => Operator is ConditionOperator.Equals or ConditionOperator.NotEquals or ConditionOperator.In or ConditionOperator.NotIn;

    /// <summary>Whether every value is what <see cref="Type"/> says.</summary>
    public bool IsReadable => Typed.All(typed => Read(typed) is not null);

    /// <summary>Whether it is far enough along to be said in words.</summary>
    public bool IsSayable => !string.IsNullOrWhiteSpace(Attribute) && Typed.Any() && IsReadable;

    private bool TakesNumber => Operator is ConditionOperator.LessThan or ConditionOperator.LessOrEqual
        or ConditionOperator.GreaterThan or ConditionOperator.GreaterOrEqual;

    private IEnumerable<string> Typed => (TakesList ? Values : Values.Take(1))
        .Select(typed => typed.Trim())
        .Where(typed => typed.Length > 0);

    public static ConditionDraft From(Condition condition) => new()
    {
        Attribute = condition.Attribute,
        Operator = condition.Operator,
        Type = condition.Values is [var first, ..] ? KindOf(first) : ValueKind.Text,
        Values = [.. condition.Values.Select(value => value.ToString())],
    };

    public Condition ToCondition() => new((Attribute ?? "").Trim(), Operator, [.. Typed.Select(typed => Read(typed) ?? typed)]);

    private static ValueKind KindOf(ConditionValue value) => value switch
    {
        { Number: not null } => ValueKind.Number,
        { Truth: not null } => ValueKind.Truth,
        _ => ValueKind.Text,
    };

    private ConditionValue? Read(string typed) => Type switch
    {
        ValueKind.Text => typed,
        ValueKind.Truth => bool.TryParse(typed, out var truth) ? truth : null,
        _ => double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null,
    };
}
