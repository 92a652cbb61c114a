using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Benchmarks.Outages;

/// <summary>
/// Applications ask without a pause while the database is away for a minute: right answers over requests. The aim (issue 4): 1.000.
/// </summary>
internal static class DatabaseStopped
{
    private const string Secret = "rp_server_measured";
    private const string Released = "feature-0004";
    private const int Applications = 4;

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(60);

    /// <param name="connectionString">Of an empty PostgreSQL database.</param>
    public static async Task MeasureAsync(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        using var gate = new Gate(database.Host!, database.Port);
        gate.Open();
        (database.Host, database.Port) = ("127.0.0.1", gate.Port);
        await using var portal = new MeasuredPortal(postgreSql: database.ConnectionString);
        var address = portal.Start();
        await portal.AddControlsAsync(50);
        await portal.ApplyAsync(
            (await portal.AddPersonAsync(Role.Administrator)).Actor,
            new CreateKey(Guid.CreateVersion7(), "Web shop", KeyKind.Server, "production", KeySecret.HashOf(Secret), KeySecret.PrefixOf(Secret)));
        var engineer = (await portal.AddPersonAsync(Role.Engineer)).Actor;

        using var over = new CancellationTokenSource();
        var asking = Enumerable.Range(0, Applications).Select(_ => AskAsync(address, over.Token)).ToList();
        await Task.Delay(Before);
        gate.Close();
        await Task.Delay(Away);
        gate.Open();
        await Task.Delay(Before);
        await over.CancelAsync();
        var counts = await Task.WhenAll(asking);

        await portal.ApplyAsync(engineer, new Withdraw(Released, "production"));
        using var http = Application(address);
        var caughtUp = TimeProvider.System.GetTimestamp();
        while (await IsOnAsync(http))
            await Task.Delay(1);
        var (right, all) = (counts.Sum(count => count.Right), counts.Sum(count => count.All));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"database away for {Away.TotalSeconds:0} s: {right} right answers of {all}, {(double)right / all:0.000};"
            + $" the first change afterwards was answered {TimeProvider.System.GetElapsedTime(caughtUp).TotalMilliseconds:0} ms after its commit"));
    }

    private static async Task<(long Right, long All)> AskAsync(Uri address, CancellationToken over)
    {
        using var http = Application(address);
        var (right, all) = (0L, 0L);
        while (!over.IsCancellationRequested)
        {
            all++;
            try
            {
                right += await IsOnAsync(http) ? 1 : 0;
            }
            catch (HttpRequestException)
            {
                // It counts as no right answer.
            }
        }

        return (right, all);
    }

    private static async Task<bool> IsOnAsync(HttpClient http)
    {
        using var answer = await http.PostAsJsonAsync("/ofrep/v1/evaluate/flags", new { context = new { targetingKey = "shopper-1001" } });
        answer.EnsureSuccessStatusCode();
        var bulk = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return bulk.GetProperty("flags").EnumerateArray().Single(flag => flag.GetProperty("key").ValueEquals(Released)).GetProperty("value").GetBoolean();
    }

    private static HttpClient Application(Uri address)
    {
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        return http;
    }
}
