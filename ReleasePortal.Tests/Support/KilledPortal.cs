using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ReleasePortal.Tests.Support;

/// <summary>The portal itself as a program of its own, with nothing but a stream of acts beside it, killed without warning.</summary>
internal static class KilledPortal
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs the portal until it has said so many lines that begin so, then kills it.</summary>
    /// <param name="database">Where it stores things.</param>
    /// <param name="stream">The setting that asks for the stream.</param>
    /// <param name="saying">What the lines that count begin with.</param>
    /// <param name="afterAtLeast">How many of them.</param>
    /// <returns>What those lines said after that, all that were said until the end.</returns>
    public static async Task<IReadOnlyList<string>> RunUntilKilledAsync(TestDatabase database, string stream, string saying, int afterAtLeast)
    {
        using var portal = Start(database, ["--Logging:LogLevel:Default", "Error", $"--{stream}", "true"]);
        var said = new List<string>();
        try
        {
            var errors = portal.StandardError.ReadToEndAsync();
            using var patience = new CancellationTokenSource(Patience);
            while (await portal.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (!line.StartsWith(saying, StringComparison.Ordinal))
                    continue;

                said.Add(line[saying.Length..]);
                if (said.Count == afterAtLeast)
                    portal.Kill(); // what it had said until then is still in the pipe
            }

            Assert.True(said.Count >= afterAtLeast, $"The portal ended by itself: {await errors}");
            return said;
        }
        finally
        {
            if (!portal.HasExited)
                portal.Kill();
            await portal.WaitForExitAsync();
        }
    }

    /// <summary>Starts the portal with these arguments and environment variables beside its own.</summary>
    public static Process Start(TestDatabase database, string[] arguments, params (string Name, string Value)[] variables)
    {
        var here = AppContext.BaseDirectory;
        var runtime = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var start = new ProcessStartInfo(
            Path.GetFullPath(runtime),
            [
                "exec",
                "--depsfile", Path.Combine(here, "ReleasePortal.Tests.deps.json"),
                "--runtimeconfig", Path.Combine(here, "ReleasePortal.Tests.runtimeconfig.json"),
                Path.Combine(here, "ReleasePortal.dll"),
                "--urls", "http://127.0.0.1:0",
                "--Sync:Url", "",
                "--Database:Provider", $"{database.Provider}",
                "--ConnectionStrings:Portal", database.ConnectionString,
                .. arguments,
            ])
        {
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Testing",
                ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(KilledPortal).Assembly.GetName().Name,
            },
            WorkingDirectory = here,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
