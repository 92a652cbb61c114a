using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ReleasePortal.Benchmarks.Streams;

/// <summary>
/// So many readers of events: what an idle one costs, how soon all of them hear of a change, and how soon all of them have
/// evaluated again. The aims (issue 4): 12 KB, and 1.5 times what as many evaluations take by themselves.
/// </summary>
internal static class Herd
{
    private const int WarmUps = 2;
    private const int Rounds = 9;

    public static async Task MeasureAsync(int readers)
    {
        using var host = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [StreamHost.Word])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var portal = new Uri(await LineAsync(host));
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = portal };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", StreamHost.Secret);
        await EvaluateAllAsync(http, readers);
        var alone = Median(await RepeatAsync(async () => (await EvaluateAllAsync(http, readers)).TotalMilliseconds));

        var address = await AddressAsync(http);
        var herd = await OpenAsync(portal, address, count: 50);
        var before = await HeapAsync(host);
        herd.AddRange(await OpenAsync(portal, address, readers - herd.Count));
        var after = await HeapAsync(host);
        var heard = new List<double>();
        var fetched = await RepeatAsync(async () =>
        {
            var (all, done) = await RoundAsync(host, herd, http);
            heard.Add(all);
            return done;
        });
        herd.ForEach(socket => socket.Dispose());
        host.StandardInput.Close();
        await host.WaitForExitAsync();

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {readers} readers of events, 50 controls, median of {Rounds} rounds after {WarmUps}:
              memory of an idle reader    {(after.Heap - before.Heap) / 1024.0 / (readers - 50):0.0} KB of heap, {(after.Set - before.Set) / 1024.0 / (readers - 50):0.0} KB of working set
              commit to event, p99        {Median(heard[WarmUps..]):0} ms, {heard[WarmUps..].Min():0} to {heard[WarmUps..].Max():0}
              and evaluated again, p99    {Median(fetched):0} ms, {fetched.Min():0} to {fetched.Max():0}
              as many evaluations alone   {alone:0} ms; {Median(fetched) / alone:0.00} times
            """));
    }

    /// <summary>One change: by when 99 of 100 readers have heard, and have evaluated again, in milliseconds since the commit.</summary>
    private static async Task<(double Heard, double Fetched)> RoundAsync(Process host, List<ListeningSocket> herd, HttpClient http)
    {
        var readers = herd.Select(async (socket, number) =>
        {
            var heard = await socket.HearAsync();
            await EvaluateAsync(http, number);
            return (Heard: heard, Fetched: Stopwatch.GetTimestamp());
        }).ToList();
        await host.StandardInput.WriteLineAsync(StreamHost.AskChange);
        var committed = long.Parse(await LineAsync(host), CultureInfo.InvariantCulture);
        var all = await Task.WhenAll(readers);
        return (Percentile99(all.Select(one => one.Heard), committed), Percentile99(all.Select(one => one.Fetched), committed));
    }

    private static double Percentile99(IEnumerable<long> moments, long since)
    {
        long[] ordered = [.. moments.Order()];
        return Stopwatch.GetElapsedTime(since, ordered[(ordered.Length * 99 / 100) - 1]).TotalMilliseconds;
    }

    private static async Task<List<double>> RepeatAsync(Func<Task<double>> round)
    {
        var times = new List<double>();
        for (var number = 0; number < WarmUps + Rounds; number++)
            times.Add(await round());
        return times[WarmUps..];
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<List<ListeningSocket>> OpenAsync(Uri portal, string address, int count)
    {
        var opened = new List<ListeningSocket>();
        foreach (var batch in Enumerable.Range(0, count).Chunk(100))
            opened.AddRange(await Task.WhenAll(batch.Select(_ => ListeningSocket.OpenAsync(portal, address))));
        return opened;
    }

    private static async Task<TimeSpan> EvaluateAllAsync(HttpClient http, int count)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => EvaluateAsync(http, number)));
        return Stopwatch.GetElapsedTime(start);
    }

    private static async Task EvaluateAsync(HttpClient http, int number)
    {
        using var answer = await http.PostAsJsonAsync("/ofrep/v1/evaluate/flags", new { context = new { targetingKey = $"shopper-{number}" } });
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> AddressAsync(HttpClient http)
    {
        using var answer = await http.PostAsJsonAsync("/ofrep/v1/evaluate/flags", new { context = new { } });
        var bulk = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return bulk.GetProperty("eventStreams")[0].GetProperty("endpoint").GetProperty("requestUri").GetString()!;
    }

    private static async Task<(long Heap, long Set)> HeapAsync(Process host)
    {
        await Task.Delay(TimeSpan.FromSeconds(3)); // until connections have come to rest
        await host.StandardInput.WriteLineAsync(StreamHost.AskHeap);
        var sizes = (await LineAsync(host)).Split(' ');
        return (long.Parse(sizes[0], CultureInfo.InvariantCulture), long.Parse(sizes[1], CultureInfo.InvariantCulture));
    }

    private static async Task<string> LineAsync(Process host) =>
        await host.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The portal has stopped.");
}
