using System.Text.Encodings.Web;
using System.Text.Json;

namespace ReleasePortal.Features.History.Export.Filtered;

/// <summary>
/// An object for each entry on a line of its own, for programs: the members of the stored text with personal texts put back, and
/// the sentence in words. It proves nothing; that is what the whole history and the evidence pack are for.
/// </summary>
/// <param name="to">The buffer.</param>
/// <param name="hasNumbers">Whether the reader sees sequence numbers, and what is made from them.</param>
internal sealed class JsonLinesFormat(MemoryStream to, bool hasNumbers) : EntryFormat(to)
{
    public const string ContentType = "application/jsonl";

    // Read as a file, never as markup.
    private readonly Utf8JsonWriter _writer = new(to, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public override void Write(ToldEntry told)
    {
        _writer.WriteStartObject();
        foreach (var member in told.Content.EnumerateObject())
        {
            if (member.NameEquals("sequence") ? !hasNumbers : member.NameEquals("previousHash"))
                continue;

            _writer.WritePropertyName(member.Name);
            if (member.NameEquals("sentence"))
                _writer.WriteStringValue(told.Who + " " + told.Did());
            else
                Write(told, member.Value);
        }

        if (hasNumbers)
            _writer.WriteString("hash", told.Entry.Hash);
        _writer.WriteEndObject();
        _writer.Flush();
        _writer.Reset();
        To.WriteByte((byte)'\n');
    }

    public override void Flush() => _writer.Flush();

    public override void Dispose() => _writer.Dispose();

    private void Write(ToldEntry told, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when told.TryRead(element, out var text):
                _writer.WriteStringValue(text);
                break;
            case JsonValueKind.Object:
                _writer.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    _writer.WritePropertyName(member.Name);
                    Write(told, member.Value);
                }

                _writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                _writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(told, item);
                _writer.WriteEndArray();
                break;
            default:
                element.WriteTo(_writer);
                break;
        }
    }
}
