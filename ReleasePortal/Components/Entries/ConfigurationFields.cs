using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Configurations;

namespace ReleasePortal.Components.Entries;

/// <summary>A business configuration, field by field.</summary>
public sealed class ConfigurationFields(IStringLocalizer<EntriesTexts> texts, StateFields states)
{
    public IReadOnlyList<Field> Say(ConfigurationSnapshot configuration, EntryNames names) =>
    [
        Field.Of(texts["Field.Name"], configuration.Name),
        Field.Of(texts["Field.StandsFor"], configuration.Description),
        new Field(texts["Field.Open"], [.. configuration.States.Select(state => Say(state, names))]) { IsLines = true, WhenEmpty = texts["Field.Open.None"] },
    ];

    private string Say(ConfiguredState state, EntryNames names) =>
        state.Control + ": " + string.Join(", ", states.Say(state.State, names).SelectMany(field => field.Parts));
}
