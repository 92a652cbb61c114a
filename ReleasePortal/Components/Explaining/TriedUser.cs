using System.Globalization;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Components.Explaining;

/// <summary>The user that is typed into "try it".</summary>
public sealed class TriedUser
{
    public string? Id { get; set; }

    public List<TriedAttribute> Attributes { get; } = [];

    /// <summary>Adds what the groups ask for and is not there; removes what was proposed, is empty and not asked for any more.</summary>
    public void Propose(IReadOnlyList<AskedAttribute> asked)
    {
        Attributes.RemoveAll(attribute => attribute.IsProposed && string.IsNullOrEmpty(attribute.Value) && asked.All(one => one.Name != attribute.Name));
        foreach (var one in asked.Where(one => Attributes.TrueForAll(attribute => attribute.Name != one.Name)))
            Attributes.Add(new TriedAttribute { Name = one.Name, Kind = one.Kind, IsProposed = true });
    }

    /// <summary>The user as the evaluator sees it; what is empty is as if the application had not sent it.</summary>
    public Result<Box> ToContext()
    {
        var attributes = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
        var errors = new List<FieldError>();
        for (var index = 0; index < Attributes.Count; index++)
        {
            var attribute = Attributes[index];
            if (string.IsNullOrWhiteSpace(attribute.Value))
                continue;

            var path = string.Create(CultureInfo.InvariantCulture, $"attributes.{index}.");
            if (string.IsNullOrWhiteSpace(attribute.Name))
                errors.Add(new FieldError(path + "name", "Required"));
            else if (attribute.Read() is { } value)
                attributes[attribute.Name.Trim()] = value;
            else
                errors.Add(new FieldError(path + "value", "Value." + (attribute.Kind is AttributeKind.Number ? "Number" : "Boolean")));
        }

        return Invalid.From(errors) is { } invalid ? invalid : new Box(new UserContext(Id?.Trim(), attributes));
    }

    /// <summary>A result is a reference.</summary>
    public sealed record Box(UserContext User);
}

/// <summary>One line of it.</summary>
public sealed class TriedAttribute
{
    public string? Name { get; set; }

    public AttributeKind Kind { get; set; } = AttributeKind.Text;

    public string? Value { get; set; }

    /// <summary>It stands there because a group asks for it.</summary>
    public bool IsProposed { get; init; }

    public AttributeValue? Read()
    {
        var typed = Value!.Trim();
        return Kind switch
        {
            AttributeKind.Number => double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            AttributeKind.Truth => bool.TryParse(typed, out var truth) ? truth : null,
            _ => typed,
        };
    }
}

/// <summary>An attribute that a group asks for.</summary>
/// <param name="Kind">Text, number or truth, as the group compares it.</param>
public sealed record AskedAttribute(string Name, AttributeKind Kind)
{
    /// <summary>Those that these conditions ask for, each once and in their order; the user's key is asked for anyway.</summary>
    public static IReadOnlyList<AskedAttribute> Of(IEnumerable<Condition> conditions) =>
    [
        .. conditions
            .Where(condition => condition.Attribute != UserContext.TargetingKeyName)
            .DistinctBy(condition => condition.Attribute)
            .Select(condition => new AskedAttribute(condition.Attribute, KindOf(condition.Values[0]))),
    ];

    private static AttributeKind KindOf(ConditionValue value) =>
        value.Number is not null ? AttributeKind.Number : value.Truth is not null ? AttributeKind.Truth : AttributeKind.Text;
}
