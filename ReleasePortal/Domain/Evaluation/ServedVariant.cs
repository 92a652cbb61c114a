using System.Buffers;
using System.Text.Json;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>A variant with its value as it goes over the wire.</summary>
public sealed class ServedVariant
{
    private ServedVariant(string key, ReadOnlyMemory<byte> value) => (Key, Value) = (key, value);

    public string Key { get; }

    /// <summary>One JSON value without white space, in UTF-8.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    internal static ServedVariant Compile(Variant variant)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var value = JsonDocument.Parse(variant.Value))
        using (var writer = new Utf8JsonWriter(bytes))
            value.RootElement.WriteTo(writer);
        return new ServedVariant(variant.Key, bytes.WrittenSpan.ToArray());
    }
}
