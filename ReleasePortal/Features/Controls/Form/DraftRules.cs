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
        var rules = new FieldRules();
        if (existing is null)
            rules.Key("key", create.Control).That(create.Control is not (ReleaseControl.Reserved or ReleaseControl.ReservedToo), "key", "Reserved");
        rules.Add(ControlRules.Check(create.Kind, create.ValueType, existing?.OffVariant ?? create.OffVariant ?? "", create.Details, today, existing?.RemoveBy));

        return Invalid.From(area is null ? rules.Errors : [.. rules.Errors.Where(error => error.Field is not "area"), .. Check(area)]);
    }

    // The area's key is made from its name, and both stand in the one field of its name.
    private static IEnumerable<FieldError> Check(DefineArea area) =>
        Area.Define(Guid.Empty, area.Key, area.Name).Refusal is Invalid invalid
            ? invalid.Errors.DistinctBy(error => error.Rule).Select(error => error with { Field = "area" })
            : [];
}
