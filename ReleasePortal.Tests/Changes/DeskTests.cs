using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>
/// Tests of the desk on a database of their own. Each class of tests is abstract, with one child for each of the two databases;
/// the children on PostgreSQL are skipped with the reason where it is not installed.
/// </summary>
public abstract class DeskTests(PostgresServer? postgres) : IAsyncLifetime
{
    private static readonly Lazy<Task<TestDatabase>> SqliteTemplate = new(() => SetUpAsync(TestDatabase.OnSqlite()));

    private static Lazy<Task<TestDatabase>>? PostgreSqlTemplate;

    /// <summary>Where everything happens, as it is before anything has.</summary>
    protected TestPortal Portal { get; private set; } = null!;

    protected static Actor Marketing => Given.Marketing;

    protected static Actor Engineer => Given.AnEngineer;

    protected static Actor Auditor => Given.AnAuditor;

    protected static Actor Administrator => Given.AnAdministrator;

    /// <summary>The state of an open toggle.</summary>
    protected static ReleaseState OnForEveryone { get; } = ReleaseState.ToEveryone(Serving.Of(Variant.On));

    public async ValueTask InitializeAsync() => Portal = TestPortal.On(await CreateDatabaseAsync());

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Portal is not null)
            await Portal.DisposeAsync();
    }

    // Migrations and hashed passwords take a second or two: done once, and copied for every test.
    private async Task<TestDatabase> CreateDatabaseAsync()
    {
        if (postgres is null)
            return TestDatabase.OnSqlite(copyOf: await SqliteTemplate.Value);

        var template = LazyInitializer.EnsureInitialized(
            ref PostgreSqlTemplate,
            () => new Lazy<Task<TestDatabase>>(async () => await SetUpAsync(await TestDatabase.OnPostgreSqlAsync(postgres))));
        return await TestDatabase.OnPostgreSqlAsync(postgres, copyOf: await template.Value);
    }

    private static async Task<TestDatabase> SetUpAsync(TestDatabase database)
    {
        await using (var portal = TestPortal.On(database, owned: false))
            await portal.SetUpAsync();
        await database.ReleaseAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => database.DisposeAsync().AsTask().Wait();
        return database;
    }
}
