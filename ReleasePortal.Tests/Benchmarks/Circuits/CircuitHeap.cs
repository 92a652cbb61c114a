using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using ReleasePortal.Benchmarks.Portal;

namespace ReleasePortal.Benchmarks.Circuits;

/// <summary>
/// The heap of an idle circuit that shows 50 controls, and of one that shows the same rows as a plain table in the same frame.
/// The aim (issue 2): at most twice as much.
/// </summary>
internal static class CircuitHeap
{
    private const int WarmUps = 3;
    private const int Circuits = 20;

    /// <summary>In pixels: the table draws only rows that are on the screen, and these must all be.</summary>
    private const int WindowHeight = 5_000;

    private static readonly TimeSpan UntilIdle = TimeSpan.FromSeconds(5);

    public static async Task MeasureAsync()
    {
        var frame = await PerCircuitAsync(Shown.Nothing);
        var plain = await PerCircuitAsync(Shown.PlainTable);
        var controls = await PerCircuitAsync(Shown.Controls);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            One idle circuit, {CircuitHost.Rows} controls, mean of {Circuits}:
              the frame alone   {frame / 1024:0} KB
              a plain table     {plain / 1024:0} KB
              the page          {controls / 1024:0} KB, {controls / plain:0.00} times the plain table
            Without the frame: {(controls - frame) / 1024:0} KB and {(plain - frame) / 1024:0} KB, {(controls - frame) / (plain - frame):0.00} times
            """));
    }

    /// <summary>How much the heap grows with each window that is opened, in bytes.</summary>
    private static async Task<double> PerCircuitAsync(Shown shown)
    {
        using var host = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [CircuitHost.Word, shown.ToString()])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var address = new Uri(await LineAsync(host));
        var email = await LineAsync(host);
        await using (var browser = await MeasuringBrowser.LaunchAsync(address))
        {
            var windows = await browser.SignInAsync(email, WindowHeight);
            await OpenAsync(windows, WarmUps, shown);
            var before = await HeapAsync(host);
            await OpenAsync(windows, Circuits, shown);
            var after = await HeapAsync(host);
            host.StandardInput.Close();
            await host.WaitForExitAsync();
            return (double)(after - before) / Circuits;
        }
    }

    private static async Task OpenAsync(IBrowserContext windows, int count, Shown shown)
    {
        for (var window = 0; window < count; window++)
        {
            var page = await windows.NewPageAsync();
            await page.GotoAsync("/controls");
            await page.Locator("main h1").WaitForAsync();
            if (shown is not Shown.Nothing)
                await Assertions.Expect(page.Locator("main tbody tr:has(th)")).ToHaveCountAsync(CircuitHost.Rows);
        }
    }

    private static async Task<long> HeapAsync(Process host)
    {
        await Task.Delay(UntilIdle);
        await host.StandardInput.WriteLineAsync();
        return long.Parse(await LineAsync(host), CultureInfo.InvariantCulture);
    }

    private static async Task<string> LineAsync(Process host) =>
        await host.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The portal has stopped.");
}
