using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ReleasePortal.Features.History.Export;

namespace ReleasePortal.Tests.Features.History.Export;

/// <summary>CSV that programs read as it was meant, and spreadsheets never as a formula.</summary>
public class CsvTests
{
    private const string OpensFormula = "=+-@＝＋－＠", Separators = ",;|\t\r\n\"'";

    [Theory]
    [InlineData("trade show opens", "trade show opens")]
    [InlineData("", "")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30 1234", "'+49 30 1234")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("\t=1", "'\t'=1")]
    [InlineData("\r=1", "'\r'=1")]
    [InlineData("\n=1", "'\n'=1")]
    [InlineData("  =1+1", "  '=1+1")]
    [InlineData("\u00a0=1+1", "\u00a0'=1+1")]
    [InlineData("a;=1+1", "a;'=1+1")]
    [InlineData("a, =1+1", "a, '=1+1")]
    [InlineData("a\t@x", "a\t'@x")]
    [InlineData("a|-x", "a|'-x")]
    [InlineData("\"=1+1\"", "\"'=1+1\"")]
    [InlineData("'=1+1", "''=1+1")]
    [InlineData("a\r\n=cmd|'/C calc'!A0", "a\r\n'=cmd|'/C calc'!A0")]
    [InlineData("1+1=2", "1+1=2")]
    [InlineData("shop@example.com", "shop@example.com")]
    [InlineData("semi-annual, it's \"so\"", "semi-annual, it's \"so\"")]
    public void Text_ThatWouldBeAFormula_GetsAnApostrophe(string text, string cell) => Assert.Equal([cell, "next"], Read(Row(text, "next")));

    [Property(MaxTest = 2_000)]
    public Property AnyText_IsOneCellThatNoSeparatorTurnsIntoAFormula() => Prop.ForAll(Texts, texts =>
    {
        var row = Row([.. texts, "end"]);

        Assert.Equal(texts.Count + 1, Read(row).Length);
        Assert.Empty(Formulas(row));
    });

    [Property(MaxTest = 500)]
    public Property AnyText_WithoutWhatOpensAFormula_IsReadBackAsItWas() => Prop.ForAll(Texts, texts =>
    {
        var harmless = texts.ConvertAll(text => string.Concat(text.Where(character => !OpensFormula.Contains(character, StringComparison.Ordinal))).TrimStart(',', ';', '|', '\t', '\r', '\n'));

        Assert.Equal([.. harmless, "end"], Read(Row([.. harmless, "end"])));
    });

    private static Arbitrary<List<string>> Texts => Gen
        .Elements((OpensFormula + Separators + " aé漢").ToCharArray())
        .ListOf()
        .Select(characters => string.Concat(characters))
        .NonEmptyListOf()
        .Select(texts => texts.ToList())
        .ToArbitrary();

    // Wherever any program might begin a cell, with blanks skipped or not.
    private static IEnumerable<int> Formulas(string row) =>
        from index in Enumerable.Range(0, row.Length)
        where OpensFormula.Contains(row[index], StringComparison.Ordinal)
        let before = row[..index].TrimEnd(' ', '\u00a0')
        where before.Length is 0 || (before[^1] != '\'' && Separators.Contains(before[^1], StringComparison.Ordinal))
        select index;

    private static string Row(params string[] cells)
    {
        var writer = new StringWriter(CultureInfo.InvariantCulture);
        Csv.Row(writer, cells);
        Assert.EndsWith("\r\n", writer.ToString(), StringComparison.Ordinal);
        return writer.ToString();
    }

    private static string[] Read(string row)
    {
        using var parser = new CsvParser(new StringReader(row), new CsvConfiguration(CultureInfo.InvariantCulture) { Mode = CsvMode.RFC4180 });
        Assert.True(parser.Read());
        var cells = parser.Record!;
        Assert.False(parser.Read());
        return cells;
    }
}
