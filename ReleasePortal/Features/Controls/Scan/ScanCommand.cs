using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReleasePortal.Features.Controls.Api;

namespace ReleasePortal.Features.Controls.Scan;

/// <summary>
/// <c>dotnet run --project ReleasePortal -- scan PATH</c>: finds where a source tree names release controls, and tells a portal. It
/// needs no database and no settings.
/// </summary>
public sealed class ScanCommand(TextWriter output, TimeProvider clock)
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Word = "scan";

    private const int Scanned = 0;
    private const int NotScanned = 2;

    private static readonly IStringLocalizer<ScanTexts> T = new StringLocalizer<ScanTexts>(
        new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    /// <summary>Scans and says what was found.</summary>
    /// <param name="args">What follows the word.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>0 when it was scanned, and told where that was asked for; 2 when not.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken = default)
    {
        if (ScanArguments.Read(args) is not { } wanted)
            return Say(NotScanned, T["Usage"]);

        try
        {
            using var portal = wanted.Portal is null ? null : new ScanPortal(wanted.Portal, wanted.Key!);
            var keys = portal is null ? await File.ReadAllLinesAsync(wanted.Keys!, cancellationToken) : await portal.KeysAsync(cancellationToken);
            var known = keys.Select(key => key.Trim()).Where(Domain.Slug.IsValid).Distinct(StringComparer.Ordinal).ToList();
            var result = SourceScan.Run(wanted.Path, known);
            Say(result, known.Count);
            if (portal is null || wanted.Repository is null)
                return Scanned;
            if (result.Keys.Count > ReportedCode.Most)
                return Say(NotScanned, T["TooMuch", Number(ReportedCode.Most)]);

            await portal.TellAsync(wanted.Repository, wanted.Commit!, clock.GetUtcNow(), result, cancellationToken);
            return Say(Scanned, T["Told", wanted.Repository]);
        }
        catch (PortalRefusedException refused)
        {
            return Say(NotScanned, T["Refused", Number(refused.Status), OneLine(refused.Message)]);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException or System.Text.Json.JsonException)
        {
            return Say(NotScanned, T["Away", wanted.Portal!, OneLine(away.Message)]);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Say(NotScanned, T["Unread", wanted.Path, OneLine(unread.Message)]);
        }
    }

    private void Say(ScanResult result, int keys)
    {
        foreach (var place in result.Keys)
            Say(T["Place", OneLine(place.File), Number(place.Line), place.What]);
        foreach (var place in result.Toolkits)
            Say(T["Toolkit", OneLine(place.File), Number(place.Line), place.What]);
        var named = result.Keys.Select(place => place.What).Distinct(StringComparer.Ordinal).Count();
        Say(T["Done", Number(result.Keys.Count), Number(named), Number(keys), Number(result.Files)]);
        if (result.Toolkits.Count > 0)
            Say(T["Toolkits", string.Join(", ", result.Toolkits.Select(place => place.What).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))]);
    }

    private int Say(int exitCode, LocalizedString line)
    {
        Say(line);
        return exitCode;
    }

    private void Say(LocalizedString line) => output.WriteLine(line.Value);

    /// <summary>Names of files, and what others say, must not steer the terminal.</summary>
    internal static string OneLine(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '�' : character));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
