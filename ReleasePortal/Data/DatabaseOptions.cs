using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Data;

public enum DatabaseProvider
{
    /// <summary>The default: one embedded file.</summary>
    Sqlite,

    /// <summary>For several portals at once.</summary>
    PostgreSql,
}

/// <summary>Section <c>Database</c> of the configuration; the address is <c>ConnectionStrings:Portal</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>For composing the portal, before there are options to inject.</summary>
    public static DatabaseOptions Of(IConfiguration configuration) =>
        configuration.GetSection(Section).Get<DatabaseOptions>() ?? new DatabaseOptions();

    [EnumDataType(typeof(DatabaseProvider))]
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>How long a writer waits for another one, in seconds, before it gives up.</summary>
    [Range(1, 600)]
    public int BusyTimeoutSeconds { get; init; } = 30;
}
