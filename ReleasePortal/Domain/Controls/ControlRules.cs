using System.Globalization;

namespace ReleasePortal.Domain.Controls;

/// <summary>What must hold of what is written about a control.</summary>
internal static class ControlRules
{
    public const int NameLength = 100;
    public const int DescriptionLength = 500;
    public const int JustificationLength = 1000;
    public const int MostTags = 20;
    public const int MostVariants = 50;
    public const int TagLength = 40;

    /// <summary>Weights add up to at most 2^31-1, as flagd requires; this bound on one weight keeps 50 of them below it.</summary>
    public const int MostWeight = 10_000_000;

    public static IReadOnlyList<FieldError> Check(
        ControlKind kind, ValueType type, string offVariant, ControlDetails details, DateOnly today, DateOnly? removeByBefore)
    {
        var rules = new FieldRules()
            .Required("name", details.Name, NameLength)
            .Text("description", details.Description, DescriptionLength, lines: true)
            .Text("owner", details.Owner, NameLength)
            .Key("area", details.Area)
            .Text("effectWhenOff", details.EffectWhenOff, DescriptionLength, lines: true)
            .That(details.Tags.Count <= MostTags, "tags", "TooMany", MostTags.ToString(CultureInfo.InvariantCulture))
            .That(details.Tags.All(IsTag), "tags", "Tag", TagLength.ToString(CultureInfo.InvariantCulture));
        CheckLifetime(rules, details, today, removeByBefore);
        if (kind is ControlKind.Flag)
            CheckVariants(rules, type, offVariant, details.Variants);
        return rules.Errors;
    }

    /// <summary>What is served must name variants that exist, with weights that serve somebody.</summary>
    public static IReadOnlyList<FieldError> Check(Serving? serving, IReadOnlyList<Variant> variants, string field)
    {
        if (serving is null || (serving.Variant is null && serving.Split.Count is 0))
            return [new FieldError(field, "VariantRequired")];

        var rules = new FieldRules();
        foreach (var used in serving.VariantsUsed().Where(used => variants.All(variant => variant.Key != used)))
            rules.That(holds: false, field, "UnknownVariant", used);
        if (serving.Variant is not null)
            return rules.Errors;

        return rules
            .That(serving.Split.Count >= 2, field, "SplitOfOne")
            .That(serving.Split.DistinctBy(part => part.Variant).Count() == serving.Split.Count, field, "Duplicate")
            .That(serving.Split.All(part => part.Weight is >= 0 and <= MostWeight), field, "Weight", MostWeight.ToString(CultureInfo.InvariantCulture))
            .That(serving.Split.Any(part => part.Weight > 0), field, "WeightsSumToZero")
            .Errors;
    }

    private static bool IsTag(string? tag) => FieldRules.Trimmed(tag).Length is > 0 and <= TagLength && FieldRules.IsPlain(tag!.Trim());

    private static void CheckLifetime(FieldRules rules, ControlDetails details, DateOnly today, DateOnly? before)
    {
        if (details.Lifetime is Lifetime.LongLived)
        {
            rules.Required("justification", details.Justification?.ReplaceLineEndings(" "), JustificationLength);
            return;
        }

        rules.That(details.RemoveBy is not null, "removeBy", "Required")
            .That(details.RemoveBy is null || details.RemoveBy == before || details.RemoveBy > today, "removeBy", "DateInThePast");
    }

    private static void CheckVariants(FieldRules rules, ValueType type, string offVariant, IReadOnlyList<Variant> variants)
    {
        rules.That(variants.Count >= 2, "variants", "TooFewVariants")
            .That(variants.Count <= MostVariants, "variants", "TooMany", MostVariants.ToString(CultureInfo.InvariantCulture))
            .That(variants.DistinctBy(variant => variant.Key).Count() == variants.Count, "variants", "Duplicate")
            .That(variants.Any(variant => variant.Key == offVariant), "offVariant", "UnknownVariant", offVariant);
        for (var index = 0; index < variants.Count; index++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"variants.{index}.");
            rules.Key(path + "key", variants[index].Key)
                .Required(path + "name", variants[index].Name, NameLength)
                .That(VariantValue.IsValid(type, variants[index].Value), path + "value", "Value." + type);
        }
    }
}
