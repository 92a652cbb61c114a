using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.History;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Data;

/// <summary>The store on both databases: how it comes into being, and what it keeps.</summary>
public abstract class StoreTests(PostgresServer? postgres)
{
    [Fact]
    public async Task Start_EmptyDatabase_MakesItAndASecondStartChangesNothing()
    {
        await using var portal = await EmptyPortalAsync();
        var start = portal.Services.GetRequiredService<DatabaseStart>();

        await start.RunAsync(CancellationToken.None);
        await start.RunAsync(CancellationToken.None);

        Assert.Empty(await portal.ReadAsync(database => database.Database.GetPendingMigrationsAsync()));
        var head = await portal.ReadAsync(database => database.HistoryHeads.SingleAsync());
        Assert.Equal((0, HistoryHead.Zeros), (head.Sequence, head.Hash));
        Assert.Equal([Areas.Default], await portal.ReadAsync(database => database.Areas.Select(area => area.Key).ToListAsync()));
    }

    [Fact]
    public async Task Start_TwoPortalsOnOneEmptyDatabaseAtOnce_BothSucceed()
    {
        await using var portal = await EmptyPortalAsync();
        await using var other = TestPortal.On(portal.Database, owned: false);

        await Task.WhenAll(
            Task.Run(() => portal.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None)),
            Task.Run(() => other.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None)));

        Assert.Empty(await other.ReadAsync(database => database.Database.GetPendingMigrationsAsync()));
    }

    [Fact]
    public async Task Migrations_AreWhatTheModelIs()
    {
        await using var portal = await EmptyPortalAsync();

        Assert.False(await portal.ReadAsync(database => Task.FromResult(database.Database.HasPendingModelChanges())));
    }

    [Fact]
    public async Task DataProtectionKeys_AreSharedThroughTheStore()
    {
        await using var portal = await EmptyPortalAsync();
        await portal.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        await using var other = TestPortal.On(portal.Database, owned: false);

        var ticket = ProtectorOf(portal).Protect("signed in");

        Assert.Equal("signed in", ProtectorOf(other).Unprotect(ticket));
    }

    [Fact]
    public async Task Instants_AreOrderedAndComparedInTheDatabase()
    {
        await using var portal = await EmptyPortalAsync();
        await portal.SetUpAsync();
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.AToggleAsync();

        var later = await portal.ReadAsync(database => database.Entries
            .Where(entry => entry.At > Given.Now)
            .OrderByDescending(entry => entry.At)
            .Select(entry => entry.At)
            .ToListAsync());

        Assert.Equal([Given.Now.AddHours(1), Given.Now.AddHours(1)], later);
    }

    [Fact]
    public async Task Lists_ThatWereNotChanged_AreNotWritten()
    {
        await using var portal = await EmptyPortalAsync();
        await portal.SetUpAsync();
        var key = await portal.AFlagAsync();

        var isChanged = await portal.ReadAsync(async database =>
        {
            var control = await database.Controls.Include(control => control.States).SingleAsync(control => control.Key == key);
            control.Snapshot();
            return database.ChangeTracker.HasChanges();
        });

        Assert.False(isChanged);
    }

    [Fact]
    public async Task Keys_OfControls_AreUniqueInTheDatabaseToo()
    {
        await using var portal = await EmptyPortalAsync();
        await portal.SetUpAsync();
        await portal.AToggleAsync(key: "spring-storefront");

        await Assert.ThrowsAsync<DbUpdateException>(() => portal.ReadAsync(database =>
        {
            database.Add(Given.AnOperationalToggle("spring-storefront"));
            return database.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task Sqlite_WritesAheadAndKeepsForeignKeys()
    {
        await using var portal = await EmptyPortalAsync();
        await portal.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        if (portal.Database.Provider is not DatabaseProvider.Sqlite)
            return;

        var mode = await portal.ReadAsync(database => database.Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync());
        var foreignKeys = await portal.ReadAsync(database => database.Database.SqlQuery<int>($"SELECT foreign_keys AS Value FROM pragma_foreign_keys").SingleAsync());
        Assert.Equal(("wal", 1), (mode, foreignKeys));
    }

    private static IDataProtector ProtectorOf(TestPortal portal) =>
        portal.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private async Task<TestPortal> EmptyPortalAsync() =>
        TestPortal.On(postgres is null ? TestDatabase.OnSqlite() : await TestDatabase.OnPostgreSqlAsync(postgres));
}

public sealed class StoreOnSqliteTests() : StoreTests(postgres: null);

public sealed class StoreOnPostgreSqlTests(PostgresServer postgres) : StoreTests(postgres);
