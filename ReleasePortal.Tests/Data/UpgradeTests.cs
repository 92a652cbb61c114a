using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.History;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Data;

/// <summary>A history that an earlier version wrote is read by this one, and kept as well.</summary>
public sealed class UpgradeTests
{
    private const string BeforeItBecameSmaller = "CodeReferences";

    [Fact]
    public async Task Start_HistoryOfAnEarlierVersion_ReadsAsItDid()
    {
        var chain = Chain.Of(3);
        await using var portal = TestPortal.On(TestDatabase.OnSqlite());
        await portal.ReadAsync(async database =>
        {
            await database.GetService<IMigrator>().MigrateAsync(BeforeItBecameSmaller);
            foreach (var entry in chain.Entries)
                await WriteAsTheyDidAsync(database, entry);
            foreach (var text in chain.Texts)
            {
                await database.Database.ExecuteSqlAsync(
                    $"""INSERT INTO "EntryTexts" ("Sequence", "Hash", "Salt", "Text") VALUES ({text.Sequence}, {text.Hash}, {text.Salt}, {text.Text})""");
            }

            return true;
        });

        await portal.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);

        var entries = await portal.EntriesAsync();
        Assert.Equal(chain.Entries.Select(entry => (entry.Canonical, entry.Hash)), entries.Select(entry => (entry.Canonical, entry.Hash)));
        foreach (var (before, now) in chain.Entries.Zip(entries))
            Assert.Equal(chain.Read(before).Plain(), (await portal.LineAsync(now)).Plain());
        await Assert.ThrowsAsync<SqliteException>(() => portal.ReadAsync(database =>
            database.Database.ExecuteSqlAsync($"""UPDATE "Entries" SET "Action" = 'Nothing' """)));
    }

    private static Task WriteAsTheyDidAsync(PortalDbContext database, Entry entry) => database.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "Entries" (
            "Sequence", "Id", "At", "ActorId", "ActorKind", "Source", "Action", "SubjectKind", "SubjectId", "SubjectKey", "Area",
            "Environment", "Correlation", "Canonical", "PreviousHash", "Hash")
        VALUES (
            {entry.Sequence}, {entry.Id}, {entry.At.UtcTicks}, {entry.ActorId}, {entry.ActorKind.ToString()}, {entry.Source.ToString()}, {entry.Action},
            {entry.SubjectKind.ToString()}, {entry.SubjectId}, {entry.SubjectKey}, {entry.Area},
            {entry.Environment}, {entry.Correlation}, {entry.Canonical}, {HistoryHead.Zeros}, {entry.Hash})
        """);
}
