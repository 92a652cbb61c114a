using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleasePortal.Domain.History;

/// <summary>How states and parameters are written into entries and columns.</summary>
public static class HistoryJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}
