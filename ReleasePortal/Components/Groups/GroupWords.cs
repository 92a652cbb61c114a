using System.Globalization;
using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components.Groups;

/// <summary>Who is in a group, in words.</summary>
public sealed class GroupWords(IStringLocalizer<GroupsTexts> texts)
{
    /// <summary>Beyond this a list of values is cut.</summary>
    private const int MostValues = 6;

    private const int All = 10_000;

    /// <summary>"7 people", "about 5 % of everyone", "country is DE or AT", "7 people, and about 5 % of everyone".</summary>
    /// <param name="members">How many users are listed.</param>
    /// <param name="conditions">What must hold of a user's attributes.</param>
    /// <param name="sample">Out of 10,000, how many are in the sample; null without one.</param>
    public string Describe(int members, IReadOnlyList<Condition> conditions, int? sample)
    {
        var listed = members switch
        {
            0 => null,
            1 => texts["Who.Member"].Value,
            _ => texts["Who.Members", members.ToString("N0", CultureInfo.CurrentCulture)].Value,
        };
        var rule = Rule(conditions, sample, besides: listed is not null);
        return (listed, rule) switch
        {
            (null, null) => texts["Who.Nobody"],
            (null, _) => rule,
            (_, null) => listed,
            _ => texts["Who.Both", listed, rule],
        };
    }

    /// <summary>"country is DE or AT", "appVersion is version 5.2.0 or newer".</summary>
    public string Say(Condition condition)
    {
        var attribute = condition.Attribute is "targetingKey" ? texts["TargetingKey"].Value : condition.Attribute;
        var values = Values(condition.Values, condition.Operator is ConditionOperator.NotIn ? texts["List.Nor"] : texts["List.Or"]);
        return texts[$"Says.{SentenceOf(condition)}", attribute, values];
    }

    // "is neither DE" would want a second one.
    private static ConditionOperator SentenceOf(Condition condition) => condition is { Operator: ConditionOperator.NotIn, Values.Count: 1 }
        ? ConditionOperator.NotEquals
        : condition.Operator;

    private string? Rule(IReadOnlyList<Condition> conditions, int? sample, bool besides)
    {
        var whose = conditions.Count is 0 ? null : Phrasing.List([.. conditions.Select(Say)]);
        return (whose, sample) switch
        {
            (null, null) => null,
            (null, All) => texts["Who.Everyone"].Value,
            (null, { } part) => texts["Who.Sample", Phrasing.Percent(part)].Value,
            (_, { } part and < All) => texts["Who.SampleOf", Phrasing.Percent(part), whose].Value,
            _ => besides ? texts["Who.Whose", whose].Value : whose,
        };
    }

    private string Values(IReadOnlyList<ConditionValue> values, string last)
    {
        var said = values.Take(MostValues).Select(Say).ToList();
        if (values.Count > MostValues)
            return texts["List.OrMore", string.Join(", ", said), values.Count - MostValues];
        return said.Count < 2 ? string.Concat(said) : string.Join(", ", said.SkipLast(1)) + last + said[^1];
    }

    // A text that could be taken for a number or for true and false says by its quotes that it is a text.
    private string Say(ConditionValue value) => value switch
    {
        { Text: { } text } when double.TryParse(text, CultureInfo.InvariantCulture, out _) || bool.TryParse(text, out _) || text.Trim() != text =>
            texts["Text.Quoted", text],
        { Truth: { } truth } => texts[$"Truth.{truth}"],
        _ => value.ToString(),
    };
}
