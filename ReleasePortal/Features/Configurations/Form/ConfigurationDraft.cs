using ReleasePortal.Domain;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Configurations.Form;

/// <summary>A configuration as it is being written.</summary>
public sealed class ConfigurationDraft
{
    private string? _key;

    public string? Name { get; set; }

    /// <summary>Made from the name as long as nobody typed one.</summary>
    public string? Key
    {
        get => _key ?? Slug.From(Name);
        set => _key = value;
    }

    public string? Description { get; set; }

    /// <summary>What is open, by the controls' keys.</summary>
    public SortedDictionary<string, ReleaseState> States { get; } = new(StringComparer.Ordinal);

    public ConfigurationDetails ToDetails() =>
        new(Name ?? "", Description ?? "", [.. States.Select(state => new ConfiguredState(state.Key, state.Value))]);

    /// <summary>Everything that was written, to tell whether something was.</summary>
    public override string ToString() => $"{Name}|{_key}|{Description}|{string.Join(';', States.Select(state => state.Key + state.Value))}";
}
