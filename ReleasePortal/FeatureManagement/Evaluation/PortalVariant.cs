using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.FeatureManagement;

namespace ReleasePortal.FeatureManagement.Evaluation;

/// <summary>A variant of a control.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Json">Its value.</param>
/// <param name="Definition">The same in FeatureManagement's terms.</param>
internal sealed record PortalVariant(string Key, string Json, VariantDefinition Definition)
{
    /// <summary>Reads the variants of a control.</summary>
    /// <param name="variants">Their values by their keys.</param>
    /// <param name="off">The key of the one that users get who do not get the feature.</param>
    public static Dictionary<string, PortalVariant> Read(JsonElement variants, string off)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var variant in variants.EnumerateObject())
            Flatten(variant.Name, variant.Value, values);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();

        return variants.EnumerateObject().ToDictionary(
            variant => variant.Name,
            variant => new PortalVariant(variant.Name, variant.Value.GetRawText(), new VariantDefinition
            {
                Name = variant.Name,
                ConfigurationValue = configuration.GetSection(variant.Name),

                // The portal's answer is the variant alone: who gets any but the off variant gets the feature.
                StatusOverride = variant.Name == off ? StatusOverride.Disabled : StatusOverride.Enabled,
            }));
    }

    /// <summary>JSON as .NET's configuration keeps it: an object's parts under paths with colons, an array's under their numbers.</summary>
    private static void Flatten(string path, JsonElement json, Dictionary<string, string?> values)
    {
        if (json.ValueKind is JsonValueKind.Object)
        {
            foreach (var property in json.EnumerateObject())
                Flatten(ConfigurationPath.Combine(path, property.Name), property.Value, values);
        }
        else if (json.ValueKind is JsonValueKind.Array)
        {
            foreach (var (item, index) in json.EnumerateArray().Select((item, index) => (item, index)))
                Flatten(ConfigurationPath.Combine(path, $"{index}"), item, values);
        }
        else if (json.ValueKind is not JsonValueKind.Null)
        {
            values[path] = json.ToString();
        }
    }
}
