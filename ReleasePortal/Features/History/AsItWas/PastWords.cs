using Microsoft.Extensions.Localization;
using ReleasePortal.Components.Explaining;

namespace ReleasePortal.Features.History.AsItWas;

/// <summary>A control at a moment and now, in sentences.</summary>
public sealed class PastWords(IStringLocalizer<AsItWasTexts> texts, StateSentences states)
{
    /// <summary>"Controls: 212. Different from now: 34."</summary>
    public string Count(AsItWasView view) => texts["Count", view.Rows.Count, view.Differing];

    /// <summary>"Everyone sees it.", "Retired."</summary>
    /// <param name="row">The control.</param>
    /// <param name="environment">The environment's key.</param>
    /// <param name="seesAll">Whether one that is missing did not exist for anybody.</param>
    public string Then(AsItWasRow row, string environment, bool seesAll) => row.Then is { } then
        ? Say(then, environment)
        : texts[seesAll ? "NotThere" : "NotThere.Business"];

    /// <summary>"Now: Nobody sees it.": all that differs.</summary>
    public string Now(AsItWasRow row, string environment) => string.Join(' ', row.Differences.Select(difference => difference switch
    {
        Difference.NotThere or Difference.State => texts["Differs.Now", Say(row.Now, environment)].Value,
        Difference.Restored => row.Differences.Contains(Difference.State) ? texts["Differs.Restored"].Value : texts["Differs.RestoredNow", Say(row.Now, environment)].Value,
        Difference.Name => texts["Differs.Name", row.Now.Control.Name].Value,
        _ => texts[$"Differs.{difference}"].Value,
    }));

    private string Say(PastControl control, string environment) =>
        control.IsRetired ? texts["Retired"] : states.Say(control, control.Control.StateOn(environment));
}
