using System.Globalization;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Xunit;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Tests.Domain.History;

/// <summary>The JSON Canonicalization Scheme against the examples of RFC 8785 itself, then against chance.</summary>
public class CanonicalJsonTests
{
    /// <summary>Appendix B: IEEE 754 bits and how ECMAScript writes them.</summary>
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Write_NumbersOfAppendixB_AreWrittenAsThere(string bits, string expected)
    {
        var number = BitConverter.Int64BitsToDouble(long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        Assert.Equal(expected, CanonicalJson.Write(JsonValue.Create(number)));
    }

    [Theory]
    [InlineData("7fffffffffffffff")]
    [InlineData("7ff0000000000000")]
    [InlineData("fff0000000000000")]
    public void Write_NumbersThatAppendixBCallsErrors_Throw(string bits)
    {
        var number = BitConverter.Int64BitsToDouble(long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(JsonValue.Create(number)));
    }

    [Fact]
    public void Write_NumberBeyondADouble_Throws() =>
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(JsonNode.Parse("1e999")));

    [Fact]
    public void Write_ExampleOfSection322_IsItsResult()
    {
        var node = JsonNode.Parse(
            """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """);

        Assert.Equal(
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
            CanonicalJson.Write(node));
    }

    [Fact]
    public void Write_ExampleOfSection323_SortsByUtf16CodeUnits()
    {
        var node = JsonNode.Parse(
            """
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """);

        var values = JsonNode.Parse(CanonicalJson.Write(node))!.AsObject().Select(member => member.Value!.GetValue<string>());

        Assert.Equal(
            [
                "Carriage Return",
                "One",
                "Control",
                "Latin Small Letter O With Diaeresis",
                "Euro Sign",
                "Emoji: Grinning Face",
                "Hebrew Letter Dalet With Dagesh",
            ],
            values);
    }

    [Fact]
    public void Write_EveryControlCharacter_HasItsOwnEscape()
    {
        var expected = string.Concat(Enumerable.Range(0, 0x20).Select(character => character switch
        {
            '\b' => "\\b",
            '\t' => "\\t",
            '\n' => "\\n",
            '\f' => "\\f",
            '\r' => "\\r",
            _ => $"\\u{character:x4}",
        }));
        var all = string.Concat(Enumerable.Range(0, 0x20).Select(character => (char)character));

        Assert.Equal($"\"{expected}\"", CanonicalJson.Write(JsonValue.Create(all)));
    }

    [Fact]
    public void Write_WhatNeedsNoEscape_StaysAsItIs() =>
        Assert.Equal("\"<é/\u007f\u2028😀>\"", CanonicalJson.Write(JsonValue.Create("<é/\u007f\u2028😀>")));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Write_HalfOfASurrogatePair_Throws(int which)
    {
        var text = which switch { 0 => "\ud83d", 1 => "\ude00\ud83d", _ => "\ud83dx" };

        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(JsonValue.Create(text)));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(new JsonObject { [text] = 1 }));
    }

    [Fact]
    public void Write_Nothing_IsNull() => Assert.Equal("null", CanonicalJson.Write(node: null));

    [Fact]
    public void Write_EmptyOnes_AreEmpty() => Assert.Equal("""{"a":[],"b":{},"c":""}""", CanonicalJson.Write(JsonNode.Parse("""{ "c":"", "b": { }, "a": [ ] }""")));

    [Fact]
    public void Write_UnderAnotherCulture_IsTheSame()
    {
        var here = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("[1.5,-1000000]", CanonicalJson.Write(JsonNode.Parse("[1.5,-1000000]")));
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    [Property(MaxTest = 2_000)]
    public bool Write_AnyNumber_ReadsBackAsItself(long bits)
    {
        var number = BitConverter.Int64BitsToDouble(bits);
        if (!double.IsFinite(number))
            return true;

        var written = CanonicalJson.Write(JsonValue.Create(number));
        return double.Parse(written, CultureInfo.InvariantCulture) == number && JsonNode.Parse(written) is not null;
    }

    [Property]
    public bool Write_AnyWholeNumberOfADouble_IsWrittenOut(int number) =>
        CanonicalJson.Write(JsonValue.Create(number)) == number.ToString(CultureInfo.InvariantCulture);

    [Property]
    public bool Write_AnyText_ReadsBackAsItself(UnicodeString text) =>
        JsonNode.Parse(CanonicalJson.Write(JsonValue.Create(Whole(text))))!.GetValue<string>() == Whole(text);

    [Property]
    public bool Write_Members_DoNotDependOnTheirOrder(UnicodeString[] names)
    {
        var different = names.Select(Whole).Distinct(StringComparer.Ordinal).ToList();

        return CanonicalJson.Write(ObjectOf(different)) == CanonicalJson.Write(ObjectOf(different.AsEnumerable().Reverse()));
    }

    [Property]
    public bool Write_OfWhatWasWritten_IsTheSame(UnicodeString name, UnicodeString text, int number)
    {
        var written = CanonicalJson.Write(new JsonObject { [Whole(name)] = new JsonArray(Whole(text), number, null), ["z"] = true });

        return CanonicalJson.Write(JsonNode.Parse(written)) == written;
    }

    // FsCheck's texts may hold halves of surrogate pairs; U+FFFD takes their place.
    private static string Whole(UnicodeString text) => string.Concat(text.Get.EnumerateRunes());

    private static JsonObject ObjectOf(IEnumerable<string> names)
    {
        var members = new JsonObject();
        foreach (var name in names)
            members[name] = name.Length;
        return members;
    }
}
