using System.Globalization;
using BenchmarkDotNet.Running;
using ReleasePortal.Benchmarks.Circuits;
using ReleasePortal.Benchmarks.CleanUp;
using ReleasePortal.Benchmarks.Clicks;
using ReleasePortal.Benchmarks.Exports;
using ReleasePortal.Benchmarks.History;
using ReleasePortal.Benchmarks.Http;
using ReleasePortal.Benchmarks.Launches;
using ReleasePortal.Benchmarks.Lists;
using ReleasePortal.Benchmarks.Memory;
using ReleasePortal.Benchmarks.Outages;
using ReleasePortal.Benchmarks.Scan;
using ReleasePortal.Benchmarks.Steps;
using ReleasePortal.Benchmarks.Streams;
using ReleasePortal.Benchmarks.Timeline;
using ReleasePortal.Benchmarks.Verify;

namespace ReleasePortal.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project ReleasePortal.Tests/Benchmarks -- circuits</c>, <c>clean-up</c>, <c>click</c>, <c>export</c>, <c>history 1000000 kept.db</c>, <c>http</c>,
/// <c>launches</c>, <c>list</c>, <c>memory</c>, <c>outage CONNECTION-STRING</c>, <c>scan</c>, <c>steps 1000000</c>, <c>streams 1000</c>, <c>timeline</c> or <c>verify</c> measures the running portal; anything else, such as <c>--filter "*"</c>, is for BenchmarkDotNet.
/// </summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        switch (args)
        {
            case ["clean-up", .. var controls]:
                await ManyCandidates.MeasureAsync(NumberIn(controls, 10_000));
                break;
            case ["steps", .. var entries]:
                await LongRoad.MeasureAsync(NumberIn(entries, 1_000_000));
                break;
            case ["scan", .. var megabytes]:
                GeneratedTree.Measure(NumberIn(megabytes, 500));
                break;
            case ["circuits"]:
                await CircuitHeap.MeasureAsync();
                break;
            case [CircuitHost.Word, var shown]:
                await CircuitHost.ServeAsync(Enum.Parse<Shown>(shown));
                break;
            case ["click"]:
                await ReleaseClick.MeasureAsync();
                break;
            case ["export"]:
                await ExportSpeed.MeasureAsync(entries: 200_000);
                break;
            case ["export", var entries]:
                await ExportSpeed.MeasureAsync(int.Parse(entries, CultureInfo.InvariantCulture));
                break;
            case ["history", .. var entries]:
                await FindingEntries.MeasureAsync(NumberIn(entries, 1_000_000), entries is [_, var kept] ? kept : null);
                break;
            case ["http"]:
                await OverBareKestrel.MeasureAsync();
                break;
            case ["memory"]:
                await UnderAbuse.MeasureAsync();
                break;
            case ["outage", var postgreSql]:
                await DatabaseStopped.MeasureAsync(postgreSql);
                break;
            case [PortalHost.Word, var controls]:
                await PortalHost.ServeAsync(int.Parse(controls, CultureInfo.InvariantCulture));
                break;
            case [BareHost.Word, .. var file]:
                await BareHost.ServeAsync(file is [var name] ? name : null);
                break;
            case ["launches"]:
                await DueAtOnce.MeasureAsync(within: TimeSpan.FromMinutes(1));
                break;
            case ["launches", "at-once"]:
                await DueAtOnce.MeasureAsync(within: TimeSpan.Zero);
                break;
            case ["list"]:
                await FirstRows.MeasureAsync();
                break;
            case ["streams", var readers]:
                await Herd.MeasureAsync(int.Parse(readers, CultureInfo.InvariantCulture));
                break;
            case ["timeline", .. var deployments]:
                await MonthAmongMany.MeasureAsync(NumberIn(deployments, 1_000_000));
                break;
            case ["verify"]:
                Export.Measure(entries: 500_000);
                break;
            case [StreamHost.Word]:
                await StreamHost.ServeAsync();
                break;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                break;
        }
    }

    private static int NumberIn(string[] args, int otherwise) => args is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : otherwise;
}
