using Npgsql;

namespace ReleasePortal.Tests.Support;

/// <summary>That the servers and browsers which other tests lean on work here at all.</summary>
public sealed class SupportTests(PostgresServer postgres, ChromiumBrowser chromium)
{
    [Fact]
    public async Task PostgresServer_FreshDatabase_Answers()
    {
        await using var connection = new NpgsqlConnection(await postgres.CreateDatabaseAsync());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT 1", connection);

        Assert.Equal(1, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task PostgresServer_TwoDatabases_AreSeparate()
    {
        var first = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());
        var second = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());

        Assert.NotEqual(first.Database, second.Database);
    }

    [Fact]
    public async Task ChromiumBrowser_DataAddress_ShowsItsTitle()
    {
        var page = await chromium.NewPageAsync();
        await page.GotoAsync("data:text/html,<title>ReleasePortal</title>");

        Assert.Equal("ReleasePortal", await page.TitleAsync());
        await page.CloseAsync();
    }
}
