using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>The histories that benchmarks make are what the desk would have written.</summary>
public sealed class PreparedHistoryTests() : DeskTests(postgres: null)
{
    [Fact]
    public async Task Write_WhatTheDeskWrote_StoresTheSameInEveryColumn()
    {
        await using var other = TestPortal.On(TestDatabase.OnSqlite());
        await other.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        var key = await Portal.AToggleAsync();
        await Portal.AGroupAsync();
        await Portal.ApplyAsync(Actor.ScheduleFor(Engineer.Id), new ReleaseControlToEveryone(key, Given.Production), "The Café in Zürich opens");
        await Portal.ApplyAsync(Marketing, new Withdraw(key, Given.Production));

        var entries = await Portal.EntriesAsync();
        var texts = (await Portal.ReadAsync(database => database.EntryTexts.AsNoTracking().ToListAsync())).ToLookup(text => text.Sequence);
        await using var connection = await OpenAsync(other);
        using (var prepared = new PreparedHistory(connection))
            prepared.Write([.. entries.Select(entry => (entry, (IReadOnlyList<EntryText>)[.. texts[entry.Sequence]], PreparedHistory.WordsOf(entry, [.. texts[entry.Sequence]])))]);

        await using var desk = await OpenAsync(Portal);
        foreach (var table in new[] { "Entries", "EntryTexts", "HistoryHeads", "EntrySearch_docsize", "EntrySearchWords" })
            Assert.Equal(await desk.RowsAsync(table), await connection.RowsAsync(table));
        foreach (var word in new[] { "zurich", "production", "maria", "spring", "nothing" })
            Assert.Equal(await FoundAsync(desk, word), await FoundAsync(connection, word));
    }

    private static async Task<SqliteConnection> OpenAsync(TestPortal portal)
    {
        var connection = new SqliteConnection(portal.Database.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static Task<List<string>> FoundAsync(SqliteConnection connection, string word) =>
        connection.AskAsync($"SELECT rowid FROM \"EntrySearch\" WHERE \"EntrySearch\" MATCH '{word}'");
}
