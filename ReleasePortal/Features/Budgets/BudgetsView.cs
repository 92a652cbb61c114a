using System.Numerics;
using ReleasePortal.Components;
using ReleasePortal.Domain.Budgets;

namespace ReleasePortal.Features.Budgets;

/// <summary>The budgets as one person sees them.</summary>
/// <param name="Limits">The limits that hold.</param>
/// <param name="Version">The version that a change from this page is based on.</param>
/// <param name="IsPartial">The person does not see operational controls: they count, and are in no number here.</param>
/// <param name="Rows">Each budget.</param>
/// <param name="Combinations">What the open controls allow, in the order of the environments' rank.</param>
/// <param name="Candidates">What could go, first what is most due.</param>
/// <param name="More">How many more are due than <paramref name="Candidates"/> names.</param>
public sealed record BudgetsView(
    BudgetLimits Limits,
    int Version,
    bool IsPartial,
    IReadOnlyList<BudgetRow> Rows,
    IReadOnlyList<OpenTogether> Combinations,
    IReadOnlyList<CandidateRow> Candidates,
    int More)
{
    /// <summary>What stands in until it is read.</summary>
    public static BudgetsView Empty { get; } = new(BudgetLimits.None, 0, IsPartial: false, [], [], [], 0);
}

/// <summary>How far one budget is used, in its fullest place.</summary>
/// <param name="Budget">Which.</param>
/// <param name="Limit">Null for none.</param>
/// <param name="Count">How many the person sees there.</param>
/// <param name="Line">That place; null where there is none yet.</param>
/// <param name="Name">What it is called: an owner, a flag, a group.</param>
/// <param name="Environment">Where it is; null where that makes no difference.</param>
public sealed record BudgetRow(Budget Budget, int? Limit, int Count, BudgetLine? Line, string? Name, string? Environment);

/// <summary>What the controls that are open on an environment allow together.</summary>
public sealed record OpenTogether(EnvironmentView Environment, int Open, BigInteger Number);

/// <summary>A control that could go, and what that would save.</summary>
/// <param name="Candidate">The control.</param>
/// <param name="Owner">Its owner; empty for none.</param>
/// <param name="Active">How many temporary controls there are.</param>
/// <param name="OfOwner">How many its owner has.</param>
/// <param name="Variants">By how much it multiplies the combinations.</param>
/// <param name="OpenOn">The names of the environments where it does.</param>
public sealed record CandidateRow(BudgetCandidate Candidate, string Owner, int Active, int OfOwner, int Variants, IReadOnlyList<string> OpenOn);
