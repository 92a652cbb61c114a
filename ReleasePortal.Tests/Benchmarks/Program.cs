using BenchmarkDotNet.Running;

namespace ReleasePortal.Benchmarks;

/// <summary>
/// Runs the benchmarks: <c>dotnet run -c Release --project ReleasePortal.Tests/Benchmarks -- --filter "*"</c>.
/// </summary>
internal static class Program
{
    private static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
