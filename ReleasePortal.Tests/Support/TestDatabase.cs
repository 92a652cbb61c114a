using Microsoft.Data.Sqlite;
using Npgsql;
using ReleasePortal.Data;

namespace ReleasePortal.Tests.Support;

/// <summary>Where a test's portal stores things: a file or a PostgreSQL database of its own, gone after the test or the run.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _folder;

    private TestDatabase(DatabaseProvider provider, string connectionString, string? folder) =>
        (Provider, ConnectionString, _folder) = (provider, connectionString, folder);

    public DatabaseProvider Provider { get; }

    public string ConnectionString { get; }

    /// <summary>An embedded database.</summary>
    /// <param name="copyOf">One to begin with, which nobody may be using; null for an empty one.</param>
    public static TestDatabase OnSqlite(TestDatabase? copyOf = null)
    {
        var folder = Directory.CreateTempSubdirectory("releaseportal-").FullName;
        var file = Path.Combine(folder, "portal.db");
        if (copyOf is not null)
            File.Copy(new SqliteConnectionStringBuilder(copyOf.ConnectionString).DataSource, file);
        return new TestDatabase(DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = file }.ToString(), folder);
    }

    /// <summary>A database of the run's PostgreSQL; the test is skipped with the reason where there is none.</summary>
    public static async Task<TestDatabase> OnPostgreSqlAsync(PostgresServer server, TestDatabase? copyOf = null) =>
        new(DatabaseProvider.PostgreSql, await server.CreateDatabaseAsync(copyOf?.ConnectionString), folder: null);

    /// <summary>Closes what a pool keeps open, so that others may copy or remove the database.</summary>
    public async Task ReleaseAsync()
    {
        if (Provider is DatabaseProvider.Sqlite)
        {
            SqliteConnection.ClearAllPools(); // the portal adds to the connection string, so its pool is not found by ours
        }
        else
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }
}
