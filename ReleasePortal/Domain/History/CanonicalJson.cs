using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Domain.History;

/// <summary>
/// The JSON Canonicalization Scheme, RFC 8785: members sorted by UTF-16 code units, no white space, minimal escapes, numbers
/// as ECMAScript writes them.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The canonical text of <paramref name="node"/>; its UTF-8 bytes are what is hashed.</summary>
    /// <exception cref="ArgumentException">A number is not finite, or a text holds a lone surrogate.</exception>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                AppendAll(text, '{', members.OrderBy(member => member.Key, StringComparer.Ordinal), '}', (to, member) =>
                {
                    AppendText(to, member.Key);
                    to.Append(':');
                    Append(to, member.Value);
                });
                break;
            case JsonArray items:
                AppendAll(text, '[', items, ']', Append);
                break;
            default:
                AppendValue(text, node);
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, IEnumerable<T> parts, char close, Action<StringBuilder, T> append)
    {
        text.Append(open);
        var first = true;
        foreach (var part in parts)
        {
            if (!first)
                text.Append(',');
            first = false;
            append(text, part);
        }

        text.Append(close);
    }

    private static void AppendValue(StringBuilder text, JsonNode value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                AppendText(text, value.GetValue<string>());
                break;
            case JsonValueKind.Number:
                text.Append(Number(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)));
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            default:
                text.Append("false");
                break;
        }
    }

    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if (char.IsSurrogate(character) && !IsPair(value, ref index))
                throw new ArgumentException("A text holds half of a surrogate pair.", nameof(value));
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ when char.IsHighSurrogate(character) => text.Append(character).Append(value[index]),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }

    private static bool IsPair(string value, ref int index)
    {
        if (index + 1 >= value.Length || !char.IsSurrogatePair(value[index], value[index + 1]))
            return false;
        index++;
        return true;
    }

    // ECMA-262, Number::toString: the shortest digits that read back as the same double, with an exponent only below 1e-6
    // and from 1e21 on. .NET's round-trip format has the same digits in another dress.
    private static string Number(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException("A number is not finite.", nameof(value));
        if (value is 0)
            return "0";

        var (digits, point) = Digits(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        var sign = value < 0 ? "-" : "";
        if (digits.Length <= point && point <= 21)
            return sign + digits.PadRight(point, '0');
        if (point is > 0 and <= 21)
            return sign + digits[..point] + "." + digits[point..];
        if (point is > -6 and <= 0)
            return sign + "0." + new string('0', -point) + digits;

        var exponent = point - 1;
        var mantissa = digits.Length is 1 ? digits : digits[..1] + "." + digits[1..];
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }

    // The significant digits and where the decimal point stands after them: 123.4 is ("1234", 3), 0.05 is ("5", -1).
    private static (string Digits, int Point) Digits(string roundTrip)
    {
        var mark = roundTrip.IndexOf('E', StringComparison.Ordinal);
        var mantissa = mark < 0 ? roundTrip : roundTrip[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(roundTrip[(mark + 1)..], CultureInfo.InvariantCulture);
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var point = (dot < 0 ? mantissa.Length : dot) + exponent - (all.Length - digits.Length);
        return (digits.TrimEnd('0'), point);
    }
}
