namespace ReleasePortal.Features.History.Export;

/// <summary>
/// CSV as RFC 4180 has it: commas, CR LF, cells of text in quotes. A spreadsheet may take for a formula what begins like one, so
/// a text that does gets an apostrophe before it (OWASP, CSV Injection); behind a quote, a line break or what is a separator
/// elsewhere too, for the file may be opened with another one.
/// </summary>
internal static class Csv
{
    /// <summary>Ends every row.</summary>
    public const string EndOfRow = "\r\n";

    private const char Quote = '"', Comma = ',';

    /// <summary>Writes one row.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="cells">Its cells; null for an empty one.</param>
    public static void Row(TextWriter writer, params ReadOnlySpan<string?> cells)
    {
        for (var index = 0; index < cells.Length; index++)
        {
            if (index > 0)
                writer.Write(Comma);
            if (!string.IsNullOrEmpty(cells[index]))
                Text(writer, cells[index]);
        }

        writer.Write(EndOfRow);
    }

    private static void Text(TextWriter writer, ReadOnlySpan<char> text)
    {
        writer.Write(Quote);
        var (written, opensCell) = (0, true);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            var isMeant = opensCell && (OpensFormula(character) || (index is 0 && IsSeparator(character)));
            if (isMeant || character is Quote)
            {
                writer.Write(text[written..index]);
                writer.Write(isMeant ? '\'' : Quote);
                written = index;
            }

            opensCell = IsSeparator(character) || character is Quote or '\'' || (opensCell && char.IsWhiteSpace(character));
        }

        writer.Write(text[written..]);
        writer.Write(Quote);
    }

    // Those of full width too: some spreadsheets take them for the others.
    private static bool OpensFormula(char character) => character is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠';

    private static bool IsSeparator(char character) => character is Comma or ';' or '|' or '\t' or '\r' or '\n';
}
