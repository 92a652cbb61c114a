using System.Diagnostics;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// Runs the scripts of the folder <c>Node</c>, which drive stock clients from the npm registry. The packages of its lock file are
/// installed once, beside the test's output.
/// </summary>
internal static class NodeScripts
{
    private static readonly string Source = Path.Combine(Repository.Root, "ReleasePortal.Tests", "Node");
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "node-clients");
    private static readonly Lazy<Task<string?>> Problem = new(InstallAsync);

    /// <summary>Starts a script; skips the test where Node or the packages cannot be had.</summary>
    public static async Task<NodeScript> StartAsync(string script, params string[] arguments)
    {
        await InstalledAsync();
        return new NodeScript(Start("node", [Path.Combine(Folder, script), .. arguments]));
    }

    /// <summary>Keeps a script that a test has at hand beside the others, where it finds their packages.</summary>
    /// <returns>Its name, for <see cref="StartAsync"/>.</returns>
    public static async Task<string> KeepAsync(string source)
    {
        await InstalledAsync();
        var name = $"kept-{Guid.NewGuid():N}.mjs";
        await File.WriteAllTextAsync(Path.Combine(Folder, name), source);
        return name;
    }

    private static async Task InstalledAsync()
    {
        var problem = await Problem.Value;
        Assert.SkipUnless(problem is null, problem ?? "");
    }

    private static async Task<string?> InstallAsync()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            foreach (var file in Directory.EnumerateFiles(Source))
                File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);

            // What is there from the last run still serves when the lock file is the same.
            var wanted = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));
            var mark = Path.Combine(Folder, "installed-lock.json");
            if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == wanted)
                return null;

            using var npm = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            npm.StandardInput.Close();
            var output = await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
            if (npm.ExitCode is not 0)
                return $"`npm ci` could not install the packages of ReleasePortal.Tests/Node: is the npm registry in reach?\n{string.Concat(output)}";

            await File.WriteAllTextAsync(mark, wanted);
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "Node is not installed: `apt-get install nodejs npm` (Debian, Ubuntu) or `brew install node` (macOS).";
        }
    }

    private static Process Start(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;
}
