using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace ReleasePortal.Tests.Features.History.Export;

/// <summary>An export as the one who downloaded it reads it.</summary>
internal static class Exported
{
    /// <summary>The rows of a CSV file by the names of its columns.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Csv(Stream file)
    {
        using var reader = new CsvReader(new StreamReader(file), new CsvConfiguration(CultureInfo.InvariantCulture) { Mode = CsvMode.RFC4180 });
        Assert.True(reader.Read());
        Assert.True(reader.ReadHeader());
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.Read())
            rows.Add(reader.HeaderRecord!.ToDictionary(column => column, column => reader.GetField(column)!, StringComparer.Ordinal));
        return rows;
    }
}
