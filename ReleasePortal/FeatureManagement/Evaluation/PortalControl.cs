using System.Text.Json;
using Microsoft.FeatureManagement;

namespace ReleasePortal.FeatureManagement.Evaluation;

/// <summary>One release control of the environment, ready to answer.</summary>
internal sealed class PortalControl
{
    private readonly Dictionary<string, PortalVariant> _variants;
    private readonly PortalVariant _off;
    private readonly Logic? _targeting;

    private PortalControl(string key, Dictionary<string, PortalVariant> variants, PortalVariant off, Logic? targeting)
    {
        (Key, _variants, _off, _targeting) = (key, variants, off, targeting);
        Definitions = [.. variants.Values.Select(variant => variant.Definition)];
    }

    public string Key { get; }

    /// <summary>All variants, in FeatureManagement's terms.</summary>
    public IReadOnlyList<VariantDefinition> Definitions { get; }

    /// <summary>Reads a flag definition of flagd's format.</summary>
    /// <exception cref="NotSupportedException">A newer portal wrote it.</exception>
    public static PortalControl Read(JsonProperty flag, LogicReader logic)
    {
        var off = flag.Value.GetProperty("defaultVariant").GetString()!;
        var variants = PortalVariant.Read(flag.Value.GetProperty("variants"), off);
        var targeting = flag.Value.TryGetProperty("targeting", out var json) ? logic.Read(json) : null;
        return new PortalControl(flag.Name, variants, variants[off], targeting);
    }

    /// <summary>What this user gets. Where the portal would ask for a user who was not named, the off variant.</summary>
    public PortalVariant For(in AskedUser user) =>
        _targeting?.For(user).Text is { } key && _variants.TryGetValue(key, out var variant) ? variant : _off;
}
