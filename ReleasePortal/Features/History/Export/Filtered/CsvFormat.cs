using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History.Export.Filtered;

/// <summary>A row for each entry, for spreadsheets; they know UTF-8 by its mark.</summary>
/// <param name="to">The buffer.</param>
/// <param name="zone">The reader's.</param>
/// <param name="hasNumbers">Whether the reader sees sequence numbers.</param>
/// <param name="texts">What the columns are called.</param>
/// <param name="sources">What the sources are called.</param>
internal sealed class CsvFormat(
    MemoryStream to, TimeZoneInfo zone, bool hasNumbers, IStringLocalizer<ExportTexts> texts, IStringLocalizer<HistoryTexts> sources) : EntryFormat(to)
{
    public const string ContentType = "text/csv; charset=utf-8; header=present";

    private readonly StreamWriter _writer = new(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
    private readonly Dictionary<Domain.ChangeSource, string> _sources =
        Enum.GetValues<Domain.ChangeSource>().ToDictionary(source => source, source => sources[$"Source.{source}"].Value);

    private readonly string _yes = texts["Csv.Yes"];

    public override void Begin()
    {
        ReadOnlySpan<string?> columns =
        [
            texts["Csv.At"], texts["Csv.Local", zone.Id], texts["Csv.Who"], texts["Csv.OnBehalfOf"], texts["Csv.Did"], texts["Csv.Reason"],
            texts["Csv.Environment"], texts["Csv.Kind"], texts["Csv.Key"], texts["Csv.Action"], texts["Csv.Source"], texts["Csv.DuringFreeze"],
        ];
        Csv.Row(_writer, hasNumbers ? [texts["Csv.Number"], .. columns, texts["Csv.Hash"]] : columns);
    }

    public override void Write(ToldEntry told)
    {
        var entry = told.Entry;
        ReadOnlySpan<string?> cells =
        [
            CheckpointStatement.Instant(entry.At),
            TimeZoneInfo.ConvertTime(entry.At, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            told.Who,
            told.OnBehalfOf,
            told.Did(),
            told.Reason,
            entry.Environment,
            texts[$"Kind.{entry.SubjectKind}"],
            entry.SubjectKey,
            entry.Action,
            _sources[entry.Source],
            told.DuringFreeze ? _yes : null,
        ];
        Csv.Row(_writer, hasNumbers ? [entry.Sequence.ToString(CultureInfo.InvariantCulture), .. cells, entry.Hash] : cells);
    }

    public override void Flush() => _writer.Flush();

    public override void Dispose() => _writer.Dispose();
}
