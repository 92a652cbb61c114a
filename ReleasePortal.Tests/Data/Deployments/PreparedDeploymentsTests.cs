using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Data.Deployments;

/// <summary>The deployments that benchmarks make are what the portal would have recorded.</summary>
public sealed class PreparedDeploymentsTests() : DeskTests(postgres: null)
{
    [Fact]
    public async Task Write_TheReportsThatThePortalRecorded_StoresTheSameInEveryColumn()
    {
        await using var other = TestPortal.On(TestDatabase.OnSqlite());
        await other.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        var reports = new List<DeploymentReport>();
        foreach (var (version, controls) in new (string, string[]?)[] { ("1.0.0", ["a", "b"]), ("1.1.0", null), ("1.2.0", ["b", "c"]) })
        {
            foreach (var environment in new[] { Given.Staging, Given.Production })
            {
                foreach (var software in new[] { "shop", "till" })
                    reports.Add(Report(reports.Count, software, version, environment, controls));
            }
        }

        var store = Portal.Services.GetRequiredService<DeploymentStore>();
        foreach (var report in reports)
        {
            Portal.Clock.SetUtcNow(report.At);
            Assert.True((await store.RecordAsync(report)).OrThrow().IsNew);
        }

        await using var connection = await OpenAsync(other);
        using (var prepared = new PreparedDeployments(connection))
        {
            prepared.Write(reports);
            prepared.Finish();
        }

        await using var recorded = await OpenAsync(Portal);
        foreach (var table in new[] { "Deployments", "SoftwareVersions", "CarriedControls", "RunningSoftware", "Arrivals" })
            Assert.Equal(await recorded.RowsAsync(table), await connection.RowsAsync(table));
    }

    private static DeploymentReport Report(int number, string software, string version, string environment, string[]? controls) => new()
    {
        Source = DeploymentSource.Api,
        Id = $"run-{number}",
        Kind = DeploymentKind.Upgraded,
        Software = software,
        Version = version,
        Environment = environment,
        At = Given.Now.AddMinutes(number),
        Commit = "4f2a9c1",
        By = "Pipeline",
        Link = "https://ci.example.com/run/812",
        Controls = controls,
    };

    private static async Task<SqliteConnection> OpenAsync(TestPortal portal)
    {
        var connection = new SqliteConnection(portal.Database.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
