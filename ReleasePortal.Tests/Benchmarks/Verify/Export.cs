using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Benchmarks.Verify;

/// <summary>
/// Entries a second that <c>verify</c> checks, against one SHA-256 over the bytes of each line of the same file. The aim: above 200,000
/// a second, or at most twice as long as the bare hashing.
/// </summary>
internal static class Export
{
    private const int Times = 5;

    // An entry of the demo as the portal stored it, but for what is different in each.
    private const string Entry =
        """
        {"action":"ReleaseControlToEveryone","actor":{"id":"019a0000-0000-7000-8000-000000000001","kind":"person","name":{"sha256":"5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"},"onBehalfOf":null},"after":{"availability":"everyone","serving":{"split":null,"variant":"on"},"share":null},"area":"default","at":"2026-11-23T14:00:00.000000Z","before":{"availability":"closed"},"correlation":"019a0000-0000-7000-8000-000000000002","environment":"production","id":"019a0000-0000-7000-8000-000000000003","previousHash":"","purpose":"business","reason":{"sha256":"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"},"sentence":{"key":"ReleaseControlToEveryone","words":{"control":"Spring storefront","environment":"Production"}},"sequence":0,"source":"button","subject":{"id":"019a0000-0000-7000-8000-000000000004","key":"spring-storefront","kind":"control"}}
        """;

    public static void Measure(int entries)
    {
        var file = Path.GetTempFileName();
        try
        {
            Write(file, entries);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entries:N0} entries, {new FileInfo(file).Length / 1e6:N0} MB"));
            var (bare, verified) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            for (var time = 0; time < Times; time++)
            {
                bare = Least(bare, () => Hash(file));
                verified = Least(verified, () => Check(file, entries));
            }

            Say("bare hashing", entries, bare);
            Say("verify", entries, verified);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {verified / bare:0.00}"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Write(string file, int entries)
    {
        using var writer = new StreamWriter(file) { NewLine = "\n" };
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        var (content, tree, previous) = (JsonNode.Parse(Entry)!.AsObject(), new MerkleFrontier(), HistoryHead.Zeros);
        writer.WriteLine(ExportLine.Header);
        for (var sequence = 1; sequence <= entries; sequence++)
        {
            (content["sequence"], content["previousHash"]) = (sequence, previous);
            var canonical = CanonicalJson.Write(content);
            previous = EntryWriter.HashOf(canonical);
            tree.Append(MerkleTree.LeafHash(Encoding.UTF8.GetBytes(canonical)));
            writer.WriteLine(ExportLine.Of(canonical, previous));
            if (sequence % 1_000 is 0)
                writer.WriteLine(Sign(key, publicKey, sequence, previous, tree).ToLine());
        }

        writer.WriteLine(ExportLine.End(entries, previous));
    }

    private static Checkpoint Sign(ECDsa key, byte[] publicKey, long sequence, string hash, MerkleFrontier tree)
    {
        var statement = new CheckpointStatement(
            sequence, hash, Convert.ToHexStringLower(tree.Root()), "2026-11-23T14:00:00.000000Z", CheckpointStatement.IdOf(publicKey)).Write();
        return new Checkpoint
        {
            Sequence = sequence,
            Statement = statement,
            PublicKey = Convert.ToBase64String(publicKey),
            Signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(statement), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
        };
    }

    private static void Hash(string file)
    {
        var bytes = File.ReadAllBytes(file).AsSpan();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        while (bytes.IndexOf((byte)'\n') is >= 0 and var length)
        {
            SHA256.HashData(bytes[..length], hash);
            bytes = bytes[(length + 1)..];
        }
    }

    private static void Check(string file, int entries)
    {
        using var stream = File.OpenRead(file);
        var verdict = ExportVerifier.Verify(stream, []);
        if (verdict.Fault is not null || verdict.Entries != entries)
            throw new InvalidOperationException("The file does not hold: " + JsonSerializer.Serialize(verdict));
    }

    private static TimeSpan Least(TimeSpan before, Action act)
    {
        var start = Stopwatch.GetTimestamp();
        act();
        var now = Stopwatch.GetElapsedTime(start);
        return now < before ? now : before;
    }

    private static void Say(string what, int entries, TimeSpan time) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {time.TotalSeconds:0.00} s, {entries / time.TotalSeconds:N0} entries a second"));
}
