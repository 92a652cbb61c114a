using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Domain;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Data.Configurations;

internal static class JsonColumn
{
    /// <summary>Stores a value as JSON text; what counts as changed is the text.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property)
    {
        property.HasConversion(
            value => Write(value),
            text => Read<T>(text),
            new ValueComparer<T>(
                (left, right) => Write(left) == Write(right),
                value => Write(value).GetHashCode(StringComparison.Ordinal),
                value => Read<T>(Write(value))));
        return property;
    }

    /// <summary>Stores a change under its stable type name.</summary>
    public static PropertyBuilder<T> HasChangeJson<T>(this PropertyBuilder<T> property)
        where T : Change
    {
        property.HasConversion(
            change => JsonSerializer.Serialize<Change>(change, ChangeCatalogue.Json),
            text => (T)JsonSerializer.Deserialize<Change>(text, ChangeCatalogue.Json)!);
        return property;
    }

    private static string Write<T>(T? value) => JsonSerializer.Serialize(value, HistoryJson.Options);

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, HistoryJson.Options)!;
}
