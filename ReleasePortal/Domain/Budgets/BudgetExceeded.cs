using System.Globalization;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Budgets;

/// <summary>It would be one too many.</summary>
/// <param name="Line">Of what.</param>
/// <param name="Limit">How many there may be.</param>
/// <param name="Count">How many there would be.</param>
/// <param name="Name">What <see cref="BudgetLine.Of"/> is called.</param>
/// <param name="Environment">What its environment is called; empty where there is none.</param>
/// <param name="Candidates">What could go instead, first what is most due, as far as the actor may see it.</param>
public sealed record BudgetExceeded(
    BudgetLine Line, int Limit, int Count, string Name, string Environment, IReadOnlyList<BudgetCandidate> Candidates) : Refusal
{
    public override string? Field => Line?.Budget switch
    {
        Budget.ControlsPerOwner => "owner",
        Budget.VariantsPerFlag => "variants",
        Budget.ConditionsPerGroup => "conditions",
        Budget.OpenToOneGroup => "groups",
        _ => null,
    };

    protected override Words Words => Words.Of(
        ("limit", Limit.ToString("N0", CultureInfo.CurrentCulture)),
        ("count", Count.ToString("N0", CultureInfo.CurrentCulture)),
        ("name", Name),
        ("environment", Environment));

    public override Sentence Message => new("Refusal.BudgetExceeded" + Form, Words);

    private string Form => Line switch
    {
        null or { Budget: Budget.ActiveControls } => "",
        { Budget: Budget.ControlsPerOwner, Of: "" } => ".NoOwner",
        { Budget: Budget.OpenToOneGroup, Purpose: Purpose.Operational } => ".OpenToOneGroup.Operational",
        { Budget: var budget } => "." + budget,
    };
}
