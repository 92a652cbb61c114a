using Microsoft.Extensions.Localization;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Budgets;

namespace ReleasePortal.Components.Budgets;

/// <summary>Budgets in words that people use.</summary>
public sealed class BudgetWords(IStringLocalizer<BudgetsTexts> texts)
{
    /// <summary>What a budget that is not set says.</summary>
    public string NoLimit => texts["NoLimit"];

    /// <summary>"Conditions of a group".</summary>
    public string Name(Budget budget) => texts[$"Budget.{budget}"];

    /// <summary>What counts.</summary>
    public string Explain(Budget budget) => texts[$"Explain.{budget}"];

    /// <summary>Why something could go; when that began stands behind it.</summary>
    public string Why(CandidateReason reason) => texts[$"Reason.{reason}"];

    /// <summary>How the time behind it is said.</summary>
    public static WhenForm FormOf(CandidateReason reason) =>
        reason is CandidateReason.OpenToEveryone or CandidateReason.OpenToTheGroup ? WhenForm.Lasting : WhenForm.Relative;

    /// <summary>What the way to it is called, and in full for those who hear it: the resources <c>Go.{name}</c> and <c>Go.Of.{name}</c>.</summary>
    public static string ActOf(BudgetCandidate candidate) => IsToBeRemoved(candidate) ? candidate.Kind.ToString() : "Look";

    /// <summary>Where it is retired or removed by who may, and looked at by everybody else.</summary>
    public static string AddressOf(BudgetCandidate candidate) => candidate switch
    {
        { Kind: SubjectKind.Group } => "/audiences/" + candidate.Key,
        _ when IsToBeRemoved(candidate) => $"/controls/{candidate.Key}?tab=settings",
        _ => "/controls/" + candidate.Key,
    };

    // What some group still waits for is rather withdrawn there, or released to everyone, than retired.
    private static bool IsToBeRemoved(BudgetCandidate candidate) => candidate is { MayRemove: true, Reason: not CandidateReason.OpenToTheGroup };
}
