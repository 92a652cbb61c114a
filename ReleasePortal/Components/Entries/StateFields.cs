using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components.Entries;

/// <summary>A control's state on one environment, field by field.</summary>
public sealed class StateFields(IStringLocalizer<EntriesTexts> texts, StateWords words)
{
    public IReadOnlyList<Field> Say(ReleaseState state, EntryNames names) =>
    [
        Field.Of(texts["Field.Availability"], words.Say(state.Availability)),
        new Field(texts["Field.Groups"], [.. state.Groups.Select(rule => Say(rule, names))]),
        Field.Of(texts["Field.Serves"], state.Serving is null || IsPlain(state.Serving) ? null : Say(state.Serving, names)),
        Field.Of(texts["Field.Share"], state.Share is { } share ? texts["Share.Of", Phrasing.Percent(share)].Value : null) with
        {
            WhenEmpty = state.Availability is Availability.Everyone ? texts["Share.All"].Value : null,
        },
    ];

    private string Say(GroupRule rule, EntryNames names)
    {
        var name = names.Groups.GetValueOrDefault(rule.Group, rule.Group);
        return IsPlain(rule.Serving) ? name : texts["Group.Serves", name, Say(rule.Serving, names)];
    }

    private string Say(Serving serving, EntryNames names)
    {
        if (serving.Variant is not null)
            return names.Variants.GetValueOrDefault(serving.Variant, serving.Variant);

        var total = serving.Split.Sum(part => (long)part.Weight);
        return Phrasing.List(
        [
            .. serving.Split.Where(part => part.Weight > 0).Select(part => texts["Split.Part",
                Phrasing.Percent((int)Math.Round(part.Weight * 1_000m / total) * 10),
                names.Variants.GetValueOrDefault(part.Variant, part.Variant)].Value),
        ]);
    }

    // That an open toggle serves "on" goes without saying.
    private static bool IsPlain(Serving serving) => serving.Variant is Variant.On;
}
