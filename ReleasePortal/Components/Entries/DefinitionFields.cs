using System.Globalization;
using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Components.Entries;

/// <summary>What is written about a control, field by field.</summary>
public sealed class DefinitionFields(IStringLocalizer<EntriesTexts> texts)
{
    public IReadOnlyList<Field> Say(ControlSnapshot control, EntryNames names) =>
    [
        Field.Of(texts["Field.Name"], control.Name),
        Field.Of(texts["Field.Purpose"], texts[$"Purpose.{control.Purpose}"]),
        Answer(texts["Field.HandOverAsked"], control.HandOverAsked),
        Answer(texts["Field.Retired"], control.Retired),
        Field.Of(texts["Field.Kind"], texts[$"Kind.{control.Kind}"]),
        Field.Of(texts["Field.ValueType"], control.Kind is ControlKind.Toggle ? null : texts[$"ValueType.{control.ValueType}"].Value),
        Field.Of(texts["Field.Description"], control.Description),
        Field.Of(texts["Field.Owner"], control.Owner.Value),
        Field.Of(texts["Field.Area"], names.Areas.GetValueOrDefault(control.Area, control.Area)),
        new Field(texts["Field.Tags"], control.Tags),
        Field.Of(texts["Field.Lifetime"], texts[$"Lifetime.{control.Lifetime}"]),
        Field.Of(texts["Field.RemoveBy"], control.RemoveBy?.ToString("d MMM yyyy", CultureInfo.CurrentCulture)),
        Field.Of(texts["Field.Justification"], control.Justification),
        Answer(texts["Field.SeenByBrowsers"], control.SeenByBrowsers),
        Field.Of(texts["Field.EffectWhenOff"], control.EffectWhenOff),
        new Field(texts["Field.Variants"], Variants(control)) { IsLines = true },
        Field.Of(texts["Field.OffVariant"], control.Kind is ControlKind.Toggle ? null : NameOf(control, control.OffVariant)),
    ];

    private Field Answer(string label, bool holds) =>
        Field.Of(label, holds ? texts["Answer.True"].Value : null) with { WhenEmpty = texts["Answer.False"] };

    private IReadOnlyList<string> Variants(ControlSnapshot control) => control.Kind is ControlKind.Toggle
        ? []
        : [.. control.Variants.Select(variant => texts["Variant.Is", variant.Name, variant.Key, VariantValue.ToInput(control.ValueType, variant.Value)].Value)];

    private static string NameOf(ControlSnapshot control, string key) =>
        control.Variants.FirstOrDefault(variant => variant.Key == key)?.Name ?? key;
}
