using System.Text.Json.Serialization;

namespace ReleasePortal.Domain.Audiences;

/// <summary>How an attribute is compared (design.md, section 6): strict, case-sensitive, without coercion.</summary>
public enum ConditionOperator
{
    Equals,
    NotEquals,
    In,
    NotIn,
    StartsWith,
    EndsWith,
    Contains,
    LessThan,
    LessOrEqual,
    GreaterThan,
    GreaterOrEqual,

    /// <summary>Semantic versions (semver.org 2.0.0), in all six comparisons.</summary>
    VersionEquals,
    VersionNotEquals,
    VersionLessThan,
    VersionLessOrEqual,
    VersionGreaterThan,
    VersionGreaterOrEqual,
}

/// <summary>A value to compare with: exactly one of the three is set.</summary>
public sealed record ConditionValue
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Number { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Truth { get; init; }

    public static implicit operator ConditionValue(string text) => new() { Text = text };

    public static implicit operator ConditionValue(double number) => new() { Number = number };

    public static implicit operator ConditionValue(bool truth) => new() { Truth = truth };

    /// <summary>As a person would type it.</summary>
    public override string ToString() => Text
        ?? Number?.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
        ?? (Truth is true ? "true" : "false");
}

/// <summary>One condition on a user's attributes; a missing attribute or a wrong type fails it, the negative ones too.</summary>
/// <param name="Attribute">The attribute's name; <c>targetingKey</c> is the user's key.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Values">One value, or for <c>in</c> and <c>not in</c> at least one.</param>
public sealed record Condition(string Attribute, ConditionOperator Operator, IReadOnlyList<ConditionValue> Values)
{
    public bool Equals(Condition? other) =>
        other is not null && Attribute == other.Attribute && Operator == other.Operator && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Attribute, Operator, Values.Count);
}
