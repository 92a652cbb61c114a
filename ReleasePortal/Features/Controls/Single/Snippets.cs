using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using ReleasePortal.Domain.Controls;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Features.Controls.Single;

/// <summary>How one language asks for a control.</summary>
/// <param name="Language">Its name, as developers know it.</param>
/// <param name="Install">The command that adds the packages.</param>
/// <param name="Code">A complete example.</param>
/// <param name="InBrowsers">It runs in browsers and needs a browser key.</param>
public sealed record Snippet(string Language, string Install, string Code, bool InBrowsers = false);

/// <summary>
/// Examples for the OpenFeature SDKs with their OFREP providers, as of their releases of 2026. They carry the control's key, the
/// accessor of its type and this portal's address; never a secret.
/// </summary>
public static partial class Snippets
{
    /// <summary>The environment variable in which the examples look for the API key.</summary>
    public const string KeyName = "RELEASE_PORTAL_KEY";

    public static IReadOnlyList<Snippet> For(ReleaseControl control, string address)
    {
        ArgumentNullException.ThrowIfNull(control);
        var off = control.VariantOf(control.OffVariant)!.Value;
        var type = TypeOf(control);
        Snippet Fill(Snippet template) => template with
        {
            Code = Hole().Replace(template.Code, hole => hole.Groups["name"].Value switch
            {
                "address" => address,
                "control" => control.Key,
                "accessor" => Accessors[template.Language][type],
                "off" => Default(template.Language, type, off),
                _ => KeyName,
            }),
        };
        return [.. Templates.Select(Fill), FeatureManagement(control, address)];
    }

    private enum Asked
    {
        Boolean,
        Text,
        Whole,
        Number,
        Object,
    }

    private static Asked TypeOf(ReleaseControl control) => control.ValueType switch
    {
        ValueType.Boolean => Asked.Boolean,
        ValueType.String => Asked.Text,
        // Whole numbers of Java and .NET end with 32 bits.
        ValueType.Number => control.Variants.All(variant => int.TryParse(variant.Value, CultureInfo.InvariantCulture, out _)) ? Asked.Whole : Asked.Number,
        _ => Asked.Object,
    };

    // Objects are written by each language in its own way: an empty one will do as a default.
    private static string Default(string language, Asked type, string json) => (type, language) switch
    {
        (Asked.Object, DotNet) => "new Value(Structure.Empty)",
        (Asked.Object, Java) => "new Value(new ImmutableStructure())",
        (Asked.Object, Go) => "map[string]any{}",
        (Asked.Object, _) => "{}",
        (Asked.Boolean, Python) => json is "true" ? "True" : "False",
        (Asked.Text, _) => Quoted(VariantValue.ToInput(ValueType.String, json)),
        (Asked.Number, Java or Python) when !json.AsSpan().ContainsAny('.', 'e', 'E') => json + ".0", // 14 is no double there
        _ => json,
    };

    // As JSON has it, which all of these languages read alike; but beyond 16 bits it escapes halves, and Go and Python take those apart.
    private static string Quoted(string text) => '"' + string.Concat(text.EnumerateRunes().Select(rune =>
        rune.IsBmp ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(rune.ToString()) : rune.ToString())) + '"';

    // A name in brackets that no language would write.
    [GeneratedRegex(@"⟦(?<name>\w+)⟧", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hole();
}
