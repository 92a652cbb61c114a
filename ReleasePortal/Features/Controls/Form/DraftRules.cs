using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;

namespace ReleasePortal.Features.Controls.Form;

/// <summary>
/// What does not hold of a draft, all of it at once: the desk would stop at the area that is to be added first. The rules are the
/// domain's; the desk asks them again.
/// </summary>
internal static class DraftRules
{
    /// <param name="draft">What is typed.</param>
    /// <param name="area">The area to be added first, if any.</param>
    /// <param name="today">The day that dates are measured by.</param>
    /// <param name="existing">The control that is edited; null for a new one.</param>
    public static Invalid? Check(ControlDraft draft, DefineArea? area, DateOnly today, ReleaseControl? existing)
    {
        var create = draft.ToCreate();
        var areaErrors = area is null || Area.Define(Guid.Empty, area.Key, area.Name).Refusal is not Invalid invalid
            ? []
            : invalid.Errors.DistinctBy(error => error.Rule);
        var rules = new FieldRules();
        if (existing is null)
            rules.Key("key", create.Control);
        rules.Add(ControlRules.Check(create.Kind, create.ValueType, existing?.OffVariant ?? create.OffVariant ?? "", create.Details, today, existing?.RemoveBy));

        // The area's own key is made from its name: one message is enough, and it stands beside the name.
        var errors = area is null ? rules.Errors : [.. rules.Errors.Where(error => error.Field is not "area"), .. areaErrors];
        return Invalid.From(errors);
    }
}
