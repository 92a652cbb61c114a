using Microsoft.Data.Sqlite;

namespace ReleasePortal.Tests.Support;

/// <summary>What an SQLite file holds, as text that can be compared: with its types, since a number that is stored as text is another thing.</summary>
internal static class StoredRows
{
    /// <summary>Every row of a table, with every column; in which order they were written does not matter.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(this SqliteConnection connection, string table) =>
        [.. (await connection.AskAsync($"SELECT * FROM \"{table}\"")).Order(StringComparer.Ordinal)];

    /// <summary>Every row of an answer.</summary>
    public static async Task<List<string>> AskAsync(this SqliteConnection connection, string question)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column =>
                $"{reader.GetName(column)} {reader.GetDataTypeName(column)} {(reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(column))}")));
        }

        return rows;
    }
}
