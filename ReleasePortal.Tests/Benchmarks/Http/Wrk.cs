using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ReleasePortal.Benchmarks.Http;

/// <summary>The load generator wrk, which takes little of the machine for itself.</summary>
internal static partial class Wrk
{
    private const int Connections = 16;

    /// <summary>Sends one request again and again on several connections.</summary>
    /// <returns>Answers per second.</returns>
    /// <exception cref="InvalidOperationException">wrk is not installed, or a request failed.</exception>
    public static async Task<double> DriveAsync(Uri address, Request request, int seconds)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, request.AsLua());
            var report = await RunAsync(
                "-t", "1", "-c", Invariant(Connections), "-d", $"{Invariant(seconds)}s", "-s", script, new Uri(address, request.Path).ToString());
            if (report.Contains("Non-2xx", StringComparison.Ordinal) || report.Contains("Socket errors", StringComparison.Ordinal))
                throw new InvalidOperationException(report);
            return double.Parse(PerSecond().Match(report).Groups["number"].Value, CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        try
        {
            using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var report = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            return report;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("wrk is not installed (Debian and Ubuntu: apt-get install wrk).", exception);
        }
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+(?<number>[\d.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PerSecond();
}

/// <summary>What is sent: always a POST with the demo shopper's context.</summary>
/// <param name="Path">Where to.</param>
/// <param name="KnownTag">An ETag that the client has already; null for none.</param>
internal sealed record Request(string Path, string? KnownTag = null)
{
    public const string Body =
        """{"context":{"targetingKey":"c56a4180-65aa-42ec-a945-5fd21dec0538","country":"at","age":34,"plan":"pro","appVersion":"4.2.0"}}""";

    /// <summary>As a script for wrk.</summary>
    public string AsLua() => $"""
        wrk.method = "POST"
        wrk.body = [[{Body}]]
        wrk.headers["Content-Type"] = "application/json"
        wrk.headers["Authorization"] = "Bearer {PortalHost.Secret}"
        {(KnownTag is null ? "" : $"wrk.headers[\"If-None-Match\"] = [[{KnownTag}]]")}
        """;
}
