using Microsoft.Playwright;

namespace ReleasePortal.Tests.Support;

/// <summary>The Chromium of this machine; tests and benchmarks start it in the same way.</summary>
internal static class InstalledChromium
{
    /// <summary>What to tell somebody who has none.</summary>
    public const string Missing =
        "Chromium is not installed: `apt-get install chromium` (Debian, Ubuntu), install Google Chrome, " +
        "or set CHROMIUM_PATH to the executable of a Chromium-based browser.";

    /// <summary>Its executable; null where none is installed.</summary>
    public static string? Path { get; } = Find();

    public static BrowserTypeLaunchOptions Options => new()
    {
        ExecutablePath = Path,
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ],
    };

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } chosen)
            return chosen;

        string[] usual =
        [
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            InProgramFiles(Environment.SpecialFolder.ProgramFiles, @"Google\Chrome\Application\chrome.exe"),
            InProgramFiles(Environment.SpecialFolder.ProgramFilesX86, @"Google\Chrome\Application\chrome.exe"),
            InProgramFiles(Environment.SpecialFolder.LocalApplicationData, @"Google\Chrome\Application\chrome.exe"),
            InProgramFiles(Environment.SpecialFolder.ProgramFilesX86, @"Microsoft\Edge\Application\msedge.exe"),
        ];
        return usual.FirstOrDefault(File.Exists);

        static string InProgramFiles(Environment.SpecialFolder folder, string path) =>
            System.IO.Path.Combine(Environment.GetFolderPath(folder), path);
    }
}
