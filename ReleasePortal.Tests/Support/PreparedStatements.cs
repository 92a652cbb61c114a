using System.Text;
using Microsoft.Data.Sqlite;

namespace ReleasePortal.Tests.Support;

/// <summary>Statements that are prepared once and run very often.</summary>
internal static class PreparedStatements
{
    public static SqliteCommand Inserting(this SqliteConnection connection, string table, params string[] columns)
    {
        var names = new StringBuilder().AppendJoin(", ", columns.Select(column => $"\"{column}\""));
        var values = new StringBuilder().AppendJoin(", ", columns.Select((_, index) => "@" + index));
        return connection.Statement($"INSERT INTO \"{table}\" ({names}) VALUES ({values})", columns.Length);
    }

    public static SqliteCommand Statement(this SqliteConnection connection, string statement, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement;
        for (var index = 0; index < parameters; index++)
            command.Parameters.Add(new SqliteParameter { ParameterName = "@" + index });
        command.Prepare();
        return command;
    }

    public static void Run(this SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }
}
