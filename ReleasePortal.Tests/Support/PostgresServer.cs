using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// A throwaway PostgreSQL for the whole test run: made from the installed binaries in a temporary folder, listening on a free
/// loopback port, and gone with its folder when the run ends, even when the run is killed.
/// A test that asks for a database is skipped with a reason where PostgreSQL is not installed.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresCluster>> _cluster = new(PostgresCluster.StartAsync);
    private int _databases;

    /// <summary>Makes a database that no other test uses.</summary>
    /// <param name="template">The connection string of a database to copy, which nobody may be using; null for an empty one.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var cluster = await _cluster.Value;
        var name = $"test_{Interlocked.Increment(ref _databases)}";

        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = template is null
            ? $"CREATE DATABASE {name}"
            : $"CREATE DATABASE {name} TEMPLATE {new NpgsqlConnectionStringBuilder(template).Database}";
        await command.ExecuteNonQueryAsync();

        return cluster.ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await _cluster.Value).DisposeAsync();
    }
}

/// <summary>One running cluster: its folder, its port and the keeper process that ends both.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string Superuser = "portal";

    /// <summary>
    /// Runs the server until the standard input closes, then ends it and removes its folder. The test process holds the
    /// other end of that pipe, so the server goes away however the tests end, kill -9 included.
    /// Arguments: the folder, then the server's command line.
    /// </summary>
    private const string Keeper = """
        folder=$1; shift
        "$@" >"$folder/server.log" 2>&1 </dev/null & server=$!
        cat >/dev/null
        kill -QUIT $server 2>/dev/null
        wait $server
        rm -rf "$folder"
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process _keeper;
    private readonly string _folder;
    private readonly int _port;

    private PostgresCluster(Process keeper, string folder, int port) => (_keeper, _folder, _port) = (keeper, folder, port);

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = Superuser,
        Database = database,
        IncludeErrorDetail = true,
    }.ConnectionString;

    public static async Task<PostgresCluster> StartAsync()
    {
        var binaries = FindBinaries();
        Assert.SkipUnless(binaries is not null,
            "PostgreSQL is not installed: `apt-get install postgresql` (Debian, Ubuntu) or `brew install postgresql` (macOS), " +
            "or put its initdb and postgres on the PATH.");

        var user = UnprivilegedUser.WhenWeAreRoot();
        var folder = Directory.CreateTempSubdirectory("releaseportal-pg-").FullName;
        if (user is not null)
            await RunAsync("chown", [user.Id, folder]);

        var data = Path.Combine(folder, "data");
        var locale = OperatingSystem.IsMacOS() ? "en_US.UTF-8" : "C.UTF-8";
        string[] initdb =
        [
            Path.Combine(binaries, "initdb"), "-D", data, "-U", Superuser,
            "--auth=trust", "--encoding=UTF8", $"--locale={locale}", "--no-sync",
        ];
        await RunAsync(As(user, initdb));

        var port = FreePort();
        var cluster = new PostgresCluster(StartKeeper(user, binaries, folder, data, port), folder, port);
        await cluster.WaitUntilItAnswersAsync();
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    private static Process StartKeeper(UnprivilegedUser? user, string binaries, string folder, string data, int port)
    {
        string[] server =
        [
            Path.Combine(binaries, "postgres"), "-D", data, "-p", $"{port}",
            "-c", "listen_addresses=127.0.0.1",
            "-c", $"unix_socket_directories={folder}",
            "-c", "max_connections=300",
            // Nobody needs this data after a power cut.
            "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off",
        ];
        return Start(As(user, ["/bin/sh", "-c", Keeper, "keeper", folder, .. server]));
    }

    private async Task WaitUntilItAnswersAsync()
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (since.Elapsed < StartLimit)
            {
                await Task.Delay(50);
            }
            catch (NpgsqlException problem)
            {
                var log = await File.ReadAllTextAsync(Path.Combine(_folder, "server.log"));
                await DisposeAsync();
                throw new InvalidOperationException($"PostgreSQL did not answer in time:\n{log}", problem);
            }
        }
    }

    private static string? FindBinaries()
    {
        if (OperatingSystem.IsWindows())
            return null; // the keeper is a shell script

        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var onPath = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        // Debian and Ubuntu keep the server's binaries off the PATH, one folder per major version: take the newest.
        string[] packaged = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(MajorVersion)]
            : [];
        return onPath.Concat(packaged.Select(version => Path.Combine(version, "bin"))).FirstOrDefault(folder =>
            File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));

        static int MajorVersion(string folder) => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string[] As(UnprivilegedUser? user, string[] command) =>
        user is null ? command : [.. user.Prefix, .. command];

    private static Task RunAsync(string[] command) => RunAsync(command[0], command[1..]);

    private static async Task RunAsync(string program, string[] arguments)
    {
        using var process = Start([program, .. arguments]);
        process.StandardInput.Close();
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed ({process.ExitCode}):\n{string.Concat(output)}");
    }

    private static Process Start(string[] command) => Process.Start(new ProcessStartInfo(command[0], command[1..])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = "/", // ours may be closed to the unprivileged user
    })!;

    /// <summary>PostgreSQL refuses to run as root, which is who we are in most containers.</summary>
    private sealed record UnprivilegedUser(string Id, string Group)
    {
        public string[] Prefix => ["setpriv", $"--reuid={Id}", $"--regid={Group}", "--clear-groups", "--"];

        public static UnprivilegedUser? WhenWeAreRoot()
        {
            if (!string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
                return null;

            var users = File.ReadLines("/etc/passwd")
                .Select(line => line.Split(':'))
                .ToDictionary(user => user[0], StringComparer.Ordinal);
            var user = users.GetValueOrDefault("postgres") ?? users["nobody"];
            return new UnprivilegedUser(Id: user[2], Group: user[3]);
        }
    }
}
