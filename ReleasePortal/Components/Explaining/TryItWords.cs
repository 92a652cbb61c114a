using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components.Explaining;

/// <summary>An answer of the evaluator and why it was given, in people's words.</summary>
public sealed class TryItWords(IStringLocalizer<ExplainingTexts> texts)
{
    /// <summary>"shopper-1001 on Production sees it."</summary>
    public string Answer(IControlNames view, EnvironmentView environment, string? user, Answer answer)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(environment);
        if (answer.Variant is not { } variant)
            return texts["Try.NeedsUser"];

        var who = string.IsNullOrWhiteSpace(user) ? texts["Try.AnyUser"].Value : user.Trim();
        if (view.Control.Kind is ControlKind.Flag)
            return texts["Try.Gets", who, view.VariantName(variant.Key), environment.Name];
        return texts[variant.Key == view.Control.OffVariant ? "Try.SeesNot" : "Try.Sees", who, environment.Name];
    }

    /// <summary>What led to it, one thought a line; one of them decided.</summary>
    public IEnumerable<(string Text, bool Decides)> Why(IControlNames view, EnvironmentView environment, Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(explanation);
        var state = view.Control.StateOn(environment.Key);
        if (explanation.Answer.Availability is Availability.Closed)
            yield return (texts["Why.Closed", environment.Name], true);
        if (explanation.Answer.Availability is Availability.Everyone && state.Share is null && state.Serving?.Split.Count is 0)
            yield return (texts["Why.Everyone", environment.Name], true);

        foreach (var rule in explanation.Rules)
        {
            yield return (SayRule(view, rule), rule.Decides);
            if (rule.Decides)
                break;
        }

        if (explanation.Answer is { Availability: Availability.Groups, Audience: Domain.Evaluation.Answer.Nobody })
            yield return (texts["Why.NoGroup"], true);
        if (explanation.Share is { } share)
            yield return (texts[$"Why.Share.{Said(share)}", Phrasing.Percent(share.Below!.Value)], share.IsInside is not true);
        if (explanation.Split is not null && explanation.Share?.IsInside is not false)
            yield return (SaySplit(view, explanation.Answer), true);
    }

    private static string Said(Draw draw) => draw.IsInside switch
    {
        true => "Inside",
        false => "Outside",
        null => "Unknown",
    };

    private string SayRule(IControlNames view, RuleExplanation rule)
    {
        var group = view.GroupName(rule.GroupKey);
        if (!rule.GroupExists)
            return texts["Why.Group.Gone", group];

        return rule.Group switch
        {
            { Contains: Match.NeedsTargetingKey } => texts["Why.Group.NeedsUser", group],
            { Contains: Match.Yes, IsMember: true } => texts["Why.Group.Member", group],
            { Contains: Match.Yes } found => texts["Why.Group.Yes", group, Reasons(found, holds: true)],
            var missed => texts["Why.Group.No", group, Reasons(missed, holds: false)],
        };
    }

    /// <summary>All conditions that hold, when all did; otherwise those that failed.</summary>
    private string Reasons(GroupExplanation group, bool holds)
    {
        var reasons = group.Conditions.Where(condition => condition.Holds == holds).Select(Say).ToList();
        if (group.IsMember is false && !holds)
            reasons.Insert(0, texts["Why.NotListed"]);
        if (group.Sample is { Below: { } below, IsInside: { } inside } && inside == holds)
            reasons.Add(texts[inside ? "Why.Sample.Inside" : "Why.Sample.Outside", Phrasing.Percent(below)]);
        return Phrasing.List(reasons);
    }

    private string Say(ConditionExplanation explained)
    {
        var (attribute, comparison, values) = (explained.Condition.Attribute, explained.Condition.Operator, explained.Condition.Values);
        var name = attribute == UserContext.TargetingKeyName ? texts["Why.UserId"].Value : attribute;
        if (explained.Actual is not { } actual)
            return texts["Why.Missing", name];

        var wanted = texts[$"Operator.{comparison}", string.Join(", ", values)];
        return explained.Holds
            ? texts["Why.Holds", name, actual, wanted]
            : texts["Why.Fails", name, actual, wanted];
    }

    private string SaySplit(IControlNames view, Answer answer) =>
        answer.Variant is { } variant ? texts["Why.Split", view.VariantName(variant.Key)] : texts["Why.Split.Unknown"];
}
