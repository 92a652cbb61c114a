using System.Globalization;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>The JSON type of an attribute, as far as conditions tell types apart.</summary>
public enum AttributeKind
{
    /// <summary>Null, an array or an object: no condition holds on it.</summary>
    Other,
    Text,
    Number,
    Truth,
}

/// <summary>What an application says about its user under one name.</summary>
public readonly record struct AttributeValue
{
    private readonly double _number;

    private AttributeValue(AttributeKind kind, string? text, double number) => (Kind, Text, _number) = (kind, text, number);

    public AttributeKind Kind { get; }

    /// <summary>Null unless it is a <see cref="AttributeKind.Text"/>.</summary>
    public string? Text { get; }

    /// <summary>Null unless it is a <see cref="AttributeKind.Number"/>.</summary>
    public double? Number => Kind is AttributeKind.Number ? _number : null;

    /// <summary>Null unless it is a <see cref="AttributeKind.Truth"/>.</summary>
    public bool? Truth => Kind is AttributeKind.Truth ? _number is 1 : null;

    /// <summary>Null, an array or an object.</summary>
    public static AttributeValue Other => default;

    public static implicit operator AttributeValue(string text) => new(AttributeKind.Text, text, 0);

    public static implicit operator AttributeValue(double number) => new(AttributeKind.Number, null, number);

    public static implicit operator AttributeValue(bool truth) => new(AttributeKind.Truth, null, truth ? 1 : 0);

    /// <summary>As a person would type it.</summary>
    public override string ToString() => Kind switch
    {
        AttributeKind.Text => Text!,
        AttributeKind.Number => _number.ToString("R", CultureInfo.InvariantCulture),
        AttributeKind.Truth => _number is 1 ? "true" : "false",
        _ => "",
    };
}
