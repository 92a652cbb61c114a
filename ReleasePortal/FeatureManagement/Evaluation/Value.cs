using System.Globalization;
using System.Text.Json;

namespace ReleasePortal.FeatureManagement.Evaluation;

/// <summary>The JSON type of a value, as far as conditions tell types apart.</summary>
internal enum ValueKind
{
    /// <summary>Not there, or null.</summary>
    Nothing,
    Text,
    Number,
    Truth,

    /// <summary>An array, an object, or what is no JSON: no condition holds on it.</summary>
    Other,
}

/// <summary>A value of JsonLogic. Strict: nothing turns into another type by itself.</summary>
internal readonly struct Value
{
    private readonly double _number;
    private readonly string? _text;

    private Value(ValueKind kind, string? text = null, double number = 0) => (Kind, _text, _number) = (kind, text, number);

    public static Value Nothing => default;

    public static Value Other => new(ValueKind.Other);

    public ValueKind Kind { get; }

    /// <summary>Null unless it is a text.</summary>
    public string? Text => _text;

    /// <summary>Null unless it is a number.</summary>
    public double? Number => Kind is ValueKind.Number ? _number : null;

    /// <summary>As JsonLogic reads a condition.</summary>
    public bool IsTruthy => Kind switch
    {
        ValueKind.Text => _text!.Length > 0,
        ValueKind.Number or ValueKind.Truth => _number is not 0,
        ValueKind.Other => true,
        _ => false,
    };

    public static implicit operator Value(string text) => new(ValueKind.Text, text);

    public static implicit operator Value(double number) => new(ValueKind.Number, number: number);

    public static implicit operator Value(bool truth) => new(ValueKind.Truth, number: truth ? 1 : 0);

    /// <summary>What an application says about its user: texts, numbers and truth values; anything else matches nothing.</summary>
    public static Value Of(object? attribute) => attribute switch
    {
        null => Nothing,
        string text => text,
        bool truth => truth,
        double number => number,
        int number => number,
        JsonElement json => Of(json),
        Enum => Other,
        IConvertible convertible when IsNumber(convertible.GetTypeCode()) => convertible.ToDouble(CultureInfo.InvariantCulture),
        _ => Other,
    };

    public static Value Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null or JsonValueKind.Undefined => Nothing,
        _ => Other,
    };

    /// <summary><c>===</c>: two arrays or objects are never the same one.</summary>
    public bool Is(in Value other) => Kind == other.Kind && Kind switch
    {
        ValueKind.Nothing => true,
        ValueKind.Text => _text == other._text,
        ValueKind.Number or ValueKind.Truth => _number == other._number,
        _ => false,
    };

    /// <summary>As <c>cat</c> writes it.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Text => _text!,
        ValueKind.Number => _number.ToString("R", CultureInfo.InvariantCulture),
        ValueKind.Truth => _number is 0 ? "false" : "true",
        ValueKind.Other => "[object Object]",
        _ => "",
    };

    private static bool IsNumber(TypeCode type) => type is >= TypeCode.SByte and <= TypeCode.Decimal;
}
