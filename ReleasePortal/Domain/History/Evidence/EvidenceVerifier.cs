using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ReleasePortal.Domain.History.Evidence;

/// <summary>Checks an evidence pack from nothing but its bytes: the signed list, every file on it, and the history among them.</summary>
public static class EvidenceVerifier
{
    /// <summary>More than a list, a signature or a key ever takes: what is longer is something else.</summary>
    private const int LongestSmallFile = 1024 * 1024;

    /// <param name="pack">The zip; it must be seekable.</param>
    /// <param name="trusted">Ids of the keys that the auditor holds; none to take the pack's own.</param>
    /// <param name="outside">Checkpoints that were sent outside of the portal; null when there are none.</param>
    /// <exception cref="InvalidDataException">It is no zip.</exception>
    public static EvidenceVerdict Verify(Stream pack, IReadOnlyCollection<string> trusted, Stream? outside = null)
    {
        using var zip = new ZipArchive(pack, ZipArchiveMode.Read, leaveOpen: true);
        if (ReadSmall(zip, EvidenceManifest.ManifestFile) is not { } list || EvidenceManifest.Read(list) is not { } manifest)
            return new EvidenceVerdict(null, null, EvidenceFlaw.Unreadable, EvidenceManifest.ManifestFile);
        if (!IsSigned(zip, list, manifest))
            return new EvidenceVerdict(manifest, null, EvidenceFlaw.BadSignature, EvidenceManifest.ManifestFile);
        if (trusted.Count > 0 && !trusted.Contains(manifest.KeyId))
            return new EvidenceVerdict(manifest, null, EvidenceFlaw.OtherKey, EvidenceManifest.ManifestFile);
        if (CheckFiles(zip, manifest) is var (flaw, file))
            return new EvidenceVerdict(manifest, null, flaw, file);

        using var stream = zip.GetEntry(EvidenceManifest.HistoryFile)!.Open();
        var history = ExportVerifier.Verify([stream], trusted, outside, isExcerpt: true);
        var isThatPart = history.Fault is not null || (history.StartsAfter, history.Entries) == (manifest.After, manifest.Last);
        return isThatPart
            ? new EvidenceVerdict(manifest, history)
            : new EvidenceVerdict(manifest, history, EvidenceFlaw.OtherPart, EvidenceManifest.HistoryFile);
    }

    private static bool IsSigned(ZipArchive zip, byte[] list, EvidenceManifest manifest)
    {
        if (ReadSmall(zip, EvidenceManifest.KeyFile) is not { } pem || ReadSmall(zip, EvidenceManifest.SignatureFile) is not { } signature)
            return false;
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(Encoding.UTF8.GetString(pem));
            return CheckpointStatement.IdOf(key.ExportSubjectPublicKeyInfo()) == manifest.KeyId
                && key.VerifyData(list, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static (EvidenceFlaw Flaw, string File)? CheckFiles(ZipArchive zip, EvidenceManifest manifest)
    {
        foreach (var (name, hash) in manifest.Files)
        {
            if (zip.GetEntry(name) is not { } file)
                return (EvidenceFlaw.Missing, name);
            if (HashOf(file) != hash)
                return (EvidenceFlaw.Changed, name);
        }

        if (!manifest.Files.ContainsKey(EvidenceManifest.HistoryFile))
            return (EvidenceFlaw.Missing, EvidenceManifest.HistoryFile);
        var expected = manifest.Files.Keys.Concat([EvidenceManifest.ManifestFile, EvidenceManifest.SignatureFile]).ToHashSet(StringComparer.Ordinal);
        var added = zip.Entries.Select(entry => entry.FullName).FirstOrDefault(name => !expected.Remove(name)); // the second of one name, too
        return added is null ? null : (EvidenceFlaw.Added, added);
    }

    private static string? HashOf(ZipArchiveEntry file)
    {
        try
        {
            using var stream = file.Open();
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (InvalidDataException)
        {
            return null; // what was packed was changed where it cannot be unpacked any more
        }
    }

    private static byte[]? ReadSmall(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { Length: <= LongestSmallFile } file)
            return null;
        try
        {
            using var stream = file.Open();
            var bytes = new byte[file.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }
}
