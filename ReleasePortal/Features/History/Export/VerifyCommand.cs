using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.History.Evidence;

namespace ReleasePortal.Features.History.Export;

/// <summary>
/// <c>dotnet run --project ReleasePortal -- verify FILE...</c>: checks an export and the archives before it, a proof or an evidence pack,
/// without a portal. It needs no database, no settings and no network.
/// </summary>
public sealed class VerifyCommand(TextWriter output)
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Word = "verify";

    private const int Whole = 0;
    private const int Altered = 1;
    private const int NotJudged = 2;

    private static readonly IStringLocalizer<VerifyTexts> T = new StringLocalizer<VerifyTexts>(
        new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    /// <summary>Judges the file and says so.</summary>
    /// <param name="args">What follows the word.</param>
    /// <returns>0 when everything holds, 1 when the history was altered, 2 when the file could not be judged.</returns>
    public int Run(ReadOnlySpan<string> args)
    {
        string? checkpoints = null;
        var (files, keys) = (new List<string>(), new List<string>());
        for (var index = 0; index < args.Length; index++)
        {
            if (args[index] is "--key" && index + 1 < args.Length)
                keys.Add(args[++index]);
            else if (args[index] is "--checkpoints" && checkpoints is null && index + 1 < args.Length)
                checkpoints = args[++index];
            else if (!args[index].StartsWith('-'))
                files.Add(args[index]);
            else
                return Say(NotJudged, T["Usage"]);
        }

        return files.Count is 0 ? Say(NotJudged, T["Usage"]) : Run(files, keys, checkpoints);
    }

    private int Run(List<string> files, List<string> keys, string? checkpoints)
    {
        var opened = files[0];
        var streams = new List<Stream>();
        try
        {
            var trusted = new HashSet<string>(StringComparer.Ordinal);
            foreach (var key in keys)
                trusted.Add(IdOf(opened = key));
            using var outside = checkpoints is null ? null : Open(opened = checkpoints);
            if (files is [var only] && IsZip(opened = only))
                return RunOnPack(only, trusted, outside);
            foreach (var file in files)
                streams.Add(Open(opened = file));
            return Say(ExportVerifier.Verify(streams, trusted, outside), files, trusted);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException or ArgumentException)
        {
            return Say(NotJudged, T["Unopened", opened, exception.Message]);
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    private int RunOnPack(string file, HashSet<string> trusted, Stream? outside)
    {
        using var pack = File.OpenRead(file);
        var verdict = EvidenceVerifier.Verify(pack, trusted, outside);
        if (verdict.Flaw is { } flaw)
            return Say(flaw is EvidenceFlaw.Unreadable ? NotJudged : Altered, T["Evidence.Bad"], T[$"Evidence.{flaw}", verdict.File ?? ""]);

        var manifest = verdict.Manifest!;
        Say(T["Evidence.Holds", Number(manifest.Files.Count), manifest.From ?? T["Evidence.Beginning"].Value, manifest.Until, manifest.At]);
        return Say(verdict.History!, [file], trusted, isExcerpt: true);
    }

    private int Say(ExportVerdict verdict, List<string> files, HashSet<string> trusted, bool isExcerpt = false)
    {
        if (verdict.Fault is { } fault)
            return Say(verdict, fault, files);

        if (verdict.ProvedEntry is { } proved)
            Say(T["Holds.Proof", Number(proved)]);
        else if (isExcerpt)
            Say(T["Holds.Excerpt", Number(verdict.Entries - verdict.StartsAfter), Number(verdict.StartsAfter + 1), Number(verdict.Entries)], T["Holds.Head", verdict.Head]);
        else
            Say(T["Holds", Number(verdict.Entries - verdict.StartsAfter)], T["Holds.Head", verdict.Head]);
        if (verdict.StartsAfter > 0 && !isExcerpt)
            Say(T["Starts", Number(verdict.StartsAfter + 1), Number(verdict.StartsAfter)]);
        if (verdict.Checkpoints is 0)
            return Say(Whole, T["Signed.None"]);

        Say(T["Signed", Number(verdict.Checkpoints), Number(verdict.SignedUpTo)]);
        if (verdict.Entries > verdict.SignedUpTo)
            Say(T["Signed.Rest", Number(verdict.Entries - verdict.SignedUpTo), Number(verdict.SignedUpTo)]);
        foreach (var key in verdict.Keys)
            Say(T[trusted.Contains(key) ? "Key.Known" : "Key.Own", key]);
        return Whole;
    }

    private int Say(ExportVerdict verdict, ExportFault fault, List<string> files)
    {
        if (files.Count > 1)
            Say(T["Bad.In", files[fault.File]]);
        if (fault.Flaw is Flaw.Gap)
            return Say(NotJudged, fault.GoesOnAt > fault.Sequence
                ? T["Flaw.Gap", Number(fault.Sequence), Number(fault.GoesOnAt - 1)]
                : T["Flaw.Gap.Overlap", Number(fault.GoesOnAt), Number(fault.Sequence)]);
        if (fault.IsAboutTheFile)
            return Say(NotJudged, T["Bad.File", Number(fault.Line)], T[$"Flaw.{fault.Flaw}"]);

        Say(T["Bad"]);
        if (fault.Sequence > 0)
            Say(T["Bad.At", Number(fault.Sequence), Number(fault.Line)]);
        Say(T[$"Flaw.{fault.Flaw}"]);
        return verdict.ProvedEntry is null ? Say(Altered, T["Bad.Before", Number(verdict.Entries - verdict.StartsAfter), verdict.Head]) : Altered;
    }

    private int Say(int exitCode, params ReadOnlySpan<LocalizedString> lines)
    {
        Say(lines);
        return exitCode;
    }

    private void Say(params ReadOnlySpan<LocalizedString> lines)
    {
        foreach (var line in lines)
            output.WriteLine(line.Value);
    }

    // Packed or not is seen from the first two bytes, whatever the file is called.
    private static Stream Open(string file)
    {
        var stream = File.OpenRead(file);
        var isPacked = stream.ReadByte() is 0x1f && stream.ReadByte() is 0x8b;
        stream.Position = 0;
        return isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    private static bool IsZip(string file)
    {
        using var stream = File.OpenRead(file);
        return stream.ReadByte() is 'P' && stream.ReadByte() is 'K';
    }

    private static string IdOf(string file)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return CheckpointStatement.IdOf(key.ExportSubjectPublicKeyInfo());
    }

    // As it stands in the file, so that it can be searched for.
    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
