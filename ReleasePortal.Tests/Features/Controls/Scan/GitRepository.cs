using System.Diagnostics;
using System.Text;

namespace ReleasePortal.Tests.Features.Controls.Scan;

/// <summary>A folder that git takes for a repository, without what this machine's user has set for git.</summary>
internal sealed class GitRepository : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("releaseportal-git-").FullName;

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "git")));

    public static async Task<GitRepository> NewAsync()
    {
        var repository = new GitRepository();
        await repository.RunAsync("init", "-q");
        return repository;
    }

    public void Write(string path, string content)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    /// <summary>The files that git does not ignore, in their order.</summary>
    public async Task<IReadOnlyList<string>> NotIgnoredAsync() =>
        [.. (await RunAsync("ls-files", "--others", "--exclude-standard", "-z")).Split('\0', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task<string> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("git", args) { WorkingDirectory = Folder, RedirectStandardOutput = true, UseShellExecute = false, StandardOutputEncoding = Encoding.UTF8 };
        foreach (var (name, value) in new[] { ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("HOME", Folder), ("XDG_CONFIG_HOME", Folder) })
            start.Environment[name] = value;
        using var git = Process.Start(start)!;
        var output = await git.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, git.ExitCode);
        return output;
    }
}
