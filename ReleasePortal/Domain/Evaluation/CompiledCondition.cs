using System.Collections.Frozen;
using ReleasePortal.Domain.Audiences;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>One condition, ready to be asked. A missing attribute or a wrong type fails it, the negative ones too.</summary>
internal abstract class CompiledCondition(Condition source)
{
    public Condition Source { get; } = source;

    public bool Holds(in UserContext user) => user.TryGet(Source.Attribute, out var value) && Holds(value);

    protected abstract bool Holds(in AttributeValue value);

    public static CompiledCondition Compile(Condition source) => source.Operator switch
    {
        ConditionOperator.Equals or ConditionOperator.In => new IsOneOf(source, wanted: true),
        ConditionOperator.NotEquals or ConditionOperator.NotIn => new IsOneOf(source, wanted: false),
        ConditionOperator.StartsWith or ConditionOperator.EndsWith or ConditionOperator.Contains => new TextMatches(source),
        ConditionOperator.LessThan or ConditionOperator.LessOrEqual
            or ConditionOperator.GreaterThan or ConditionOperator.GreaterOrEqual => new NumberCompares(source),
        _ => new VersionCompares(source),
    };

    /// <summary>Equality with one value or several. An attribute of a type that no value has is a wrong type.</summary>
    private sealed class IsOneOf(Condition source, bool wanted) : CompiledCondition(source)
    {
        private readonly FrozenSet<string> _texts = source.Values.Select(value => value.Text).OfType<string>().ToFrozenSet();
        private readonly FrozenSet<double> _numbers = source.Values.Select(value => value.Number).OfType<double>().ToFrozenSet();
        private readonly FrozenSet<bool> _truths = source.Values.Select(value => value.Truth).OfType<bool>().ToFrozenSet();

        protected override bool Holds(in AttributeValue value) => value.Kind switch
        {
            AttributeKind.Text => _texts.Count > 0 && _texts.Contains(value.Text!) == wanted,
            AttributeKind.Number => _numbers.Count > 0 && _numbers.Contains(value.Number!.Value) == wanted,
            AttributeKind.Truth => _truths.Count > 0 && _truths.Contains(value.Truth!.Value) == wanted,
            _ => false,
        };
    }

    private sealed class TextMatches(Condition source) : CompiledCondition(source)
    {
        private readonly string _text = source.Values[0].Text!;

        protected override bool Holds(in AttributeValue value) => value.Text is { } text && Source.Operator switch
        {
            ConditionOperator.StartsWith => text.StartsWith(_text, StringComparison.Ordinal),
            ConditionOperator.EndsWith => text.EndsWith(_text, StringComparison.Ordinal),
            _ => text.Contains(_text, StringComparison.Ordinal),
        };
    }

    private sealed class NumberCompares(Condition source) : CompiledCondition(source)
    {
        private readonly double _number = source.Values[0].Number!.Value;

        protected override bool Holds(in AttributeValue value) => value.Number is { } number && Source.Operator switch
        {
            ConditionOperator.LessThan => number < _number,
            ConditionOperator.LessOrEqual => number <= _number,
            ConditionOperator.GreaterThan => number > _number,
            _ => number >= _number,
        };
    }

    private sealed class VersionCompares(Condition source) : CompiledCondition(source)
    {
        private readonly SemanticVersion _version = SemanticVersion.TryParse(source.Values[0].Text, out var version)
            ? version
            : throw new InvalidOperationException($"The group rules let the version \"{source.Values[0].Text}\" pass.");

        protected override bool Holds(in AttributeValue value)
        {
            if (!SemanticVersion.TryParse(value.Text, out var version))
                return false;

            var order = version.CompareWith(_version);
            return Source.Operator switch
            {
                ConditionOperator.VersionEquals => order is 0,
                ConditionOperator.VersionNotEquals => order is not 0,
                ConditionOperator.VersionLessThan => order < 0,
                ConditionOperator.VersionLessOrEqual => order <= 0,
                ConditionOperator.VersionGreaterThan => order > 0,
                _ => order >= 0,
            };
        }
    }
}
