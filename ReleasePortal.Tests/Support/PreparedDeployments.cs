using Microsoft.Data.Sqlite;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// Stores deployments in an SQLite file as the portal does, only quicker: into one that has none yet, in the order in which they were done,
/// each version with all that it carries, nothing going back. A test holds that every column is what the portal stores for the same reports.
/// </summary>
internal sealed class PreparedDeployments : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _deployment, _version, _carried, _running, _arrival;
    private readonly Dictionary<(string Software, string Version), long> _versions = [];
    private readonly Dictionary<(string Software, string Environment), (long Id, long Version, DateTimeOffset At)> _runs = [];
    private readonly HashSet<(string Control, string Environment, string Software)> _arrived = [];
    private long _id;

    /// <param name="connection">An open connection to a file that has the portal's tables.</param>
    public PreparedDeployments(SqliteConnection connection)
    {
        _connection = connection;
        _deployment = connection.Inserting(
            "Deployments", "Id", "Source", "ReportId", "Kind", "Environment", "Software", "VersionId", "At", "ReceivedAt", "Commit", "By", "Link");
        _version = connection.Inserting("SoftwareVersions", "Id", "Software", "Version", "IsTold");
        _carried = connection.Inserting("CarriedControls", "VersionId", "Control");
        _running = connection.Inserting("RunningSoftware", "Software", "Environment", "DeploymentId", "VersionId", "At", "IsRemoved");
        _arrival = connection.Inserting("Arrivals", "Control", "Environment", "Software", "At");
    }

    /// <summary>Stores these in one transaction; each was received when it was done.</summary>
    public void Write(IEnumerable<DeploymentReport> reports)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var report in reports)
        {
            var version = VersionOf(report, transaction);
            _deployment.Run(
                transaction, ++_id, report.Source.ToString(), report.Id, report.Kind.ToString(), report.Environment, report.Software, version,
                report.At.UtcTicks, report.At.UtcTicks, report.Commit, report.By, report.Link);
            foreach (var control in (report.Controls ?? []).Where(control => _arrived.Add((control, report.Environment, report.Software))))
                _arrival.Run(transaction, control, report.Environment, report.Software, report.At.UtcTicks);
            _runs[(report.Software, report.Environment)] = (_id, version, report.At);
        }

        transaction.Commit();
    }

    /// <summary>Stores what runs now; once, at the end.</summary>
    public void Finish()
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var ((software, environment), run) in _runs)
            _running.Run(transaction, software, environment, run.Id, run.Version, run.At.UtcTicks, 0);
        transaction.Commit();
    }

    public void Dispose()
    {
        _deployment.Dispose();
        _version.Dispose();
        _carried.Dispose();
        _running.Dispose();
        _arrival.Dispose();
    }

    private long VersionOf(DeploymentReport report, SqliteTransaction transaction)
    {
        if (_versions.TryGetValue((report.Software, report.Version), out var known))
            return known;

        var id = _versions[(report.Software, report.Version)] = _versions.Count + 1;
        _version.Run(transaction, id, report.Software, report.Version, report.Controls is null ? 0 : 1);
        foreach (var control in report.Controls ?? [])
            _carried.Run(transaction, id, control);
        return id;
    }
}
