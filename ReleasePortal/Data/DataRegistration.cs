using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data.Code;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Data.Filters;
using ReleasePortal.Data.Usage;

namespace ReleasePortal.Data;

/// <summary>The store, by <c>Database:Provider</c> and <c>ConnectionStrings:Portal</c>.</summary>
public static class DataRegistration
{
    public static WebApplicationBuilder AddData(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        var options = DatabaseOptions.Of(builder.Configuration);
        var connection = builder.Configuration.GetConnectionString("Portal");

        if (options.Provider is DatabaseProvider.PostgreSql)
        {
            if (string.IsNullOrWhiteSpace(connection))
                throw new InvalidOperationException("Database:Provider is PostgreSql: set ConnectionStrings:Portal to its address.");
            services.AddPooledDbContextFactory<PostgreSqlPortalDbContext>(context => context.UseNpgsql(connection));
            services.AddSingleton<IDbContextFactory<PortalDbContext>, FactoryOf<PostgreSqlPortalDbContext>>();
        }
        else
        {
            var address = SqliteAddress(connection, builder.Environment.ContentRootPath, options.BusyTimeoutSeconds);
            services.AddPooledDbContextFactory<SqlitePortalDbContext>(context => context.UseSqlite(address));
            services.AddSingleton<IDbContextFactory<PortalDbContext>, FactoryOf<SqlitePortalDbContext>>();
        }

        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
        services.AddSingleton<DatabaseStart>();
        services.AddOptions<UsageOptions>().BindConfiguration(UsageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<UsageStore>();
        services.AddSingleton<CodeStore>();
        services.AddSingleton<SavedFilterStore>();
        services.AddSingleton<DeploymentStore>();
        services.AddSingleton<DeadLetterStore>();
        services.AddDataProtection().SetApplicationName("ReleasePortal").PersistKeysToDbContext<PortalDbContext>();
        services.AddSingleton(TimeProvider.System);
        return builder;
    }

    // A relative file stands in the content root, wherever the portal was started from; its folder is made when missing.
    private static string SqliteAddress(string? connection, string contentRoot, int busySeconds)
    {
        var address = new SqliteConnectionStringBuilder(connection ?? "Data Source=App_Data/portal.db")
        {
            ForeignKeys = true,
            DefaultTimeout = busySeconds,
        };
        if (address.Mode is not SqliteOpenMode.Memory && address.DataSource is not ":memory:")
        {
            address.DataSource = Path.GetFullPath(address.DataSource, contentRoot);
            Directory.CreateDirectory(Path.GetDirectoryName(address.DataSource)!);
        }

        return address.ToString();
    }

    // IDbContextFactory<T> is not covariant.
    private sealed class FactoryOf<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<PortalDbContext>
        where TContext : PortalDbContext
    {
        public PortalDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<PortalDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
