using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Changes.Checkpoints;
using ReleasePortal.Data;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Features.History.Export;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History.Export;

/// <summary>
/// Somebody with the database file in their hands changes the history; the export of it, checked by the command that auditors run,
/// names the first bad entry.
/// </summary>
public sealed class TamperTests : IAsyncLifetime
{
    private const int Entries = 40;

    /// <summary>Made once, and copied for every test: passwords take long to hash.</summary>
    private static readonly Lazy<Task<(TestDatabase Database, string Outside)>> Template = new(MakeAsync);

    private readonly string _folder = Directory.CreateTempSubdirectory("releaseportal-tamper-").FullName;
    private TestPortal _portal = null!;

    private string Outside => Path.Combine(_folder, "checkpoints.jsonl");

    public async ValueTask InitializeAsync()
    {
        var (database, outside) = await Template.Value;
        _portal = TestPortal.On(TestDatabase.OnSqlite(copyOf: database));
        await File.WriteAllTextAsync(Outside, outside);
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Untouched_Holds()
    {
        var (code, said) = await VerifyAsync("--checkpoints", Outside);

        Assert.Equal(0, code);
        Assert.Contains($"The history holds: {Entries} entries", said, StringComparison.Ordinal);
        Assert.Contains((await _portal.EntriesAsync())[^1].Hash, said, StringComparison.Ordinal);
        Assert.Contains($"2 checkpoints are signed and hold; they cover the history up to entry {Entries}.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Untouched_Packed_Holds()
    {
        var file = Path.Combine(_folder, "export.jsonl.gz");
        await using (var packed = new GZipStream(File.Create(file), CompressionLevel.Fastest))
            await ExportAsync(packed);

        Assert.Equal(0, Run(file).Code);
    }

    [Fact]
    public async Task Changed_IsFound() => await AssertFoundAsync(
        25, "Its text was changed", Rows("""UPDATE "Entries" SET "Canonical" = REPLACE("Canonical", 'production', 'staging') WHERE "Sequence" = 25"""));

    [Fact]
    public async Task Changed_WithAHashThatFits_IsFoundAtTheNextOne() => await AssertFoundAsync(
        26, "It does not follow the entry before it", () => ForgeAsync(25, relink: false));

    [Fact]
    public async Task Changed_AndEverythingAfterWrittenAnew_IsFoundByTheCheckpoint() => await AssertFoundAsync(
        21, "they were written anew", () => ForgeAsync(25, relink: true));

    [Fact]
    public async Task Removed_IsFound() => await AssertFoundAsync(
        25, "Another entry stands in its place", Rows("""DELETE FROM "Entries" WHERE "Sequence" = 25"""));

    [Fact]
    public async Task Inserted_IsFound() => await AssertFoundAsync(
        26,
        "Another entry stands in its place",
        Rows(
            """UPDATE "Entries" SET "Sequence" = -"Sequence" WHERE "Sequence" > 25""",
            """UPDATE "Entries" SET "Sequence" = 1 - "Sequence" WHERE "Sequence" < 0""",
            """
            INSERT INTO "Entries" SELECT 26, '00000000-0000-0000-0000-000000000001', "At", "ActorId", "ActorKind", "OnBehalfOf", "Source", "Action", "SubjectKind", "SubjectId",
                "SubjectKey", "Purpose", "Area", "Environment", "Correlation", "Canonical", "Hash" FROM "Entries" WHERE "Sequence" = 25
            """));

    [Fact]
    public async Task Swapped_IsFound() => await AssertFoundAsync(
        25,
        "Another entry stands in its place",
        Rows(
            """UPDATE "Entries" SET "Sequence" = -1 WHERE "Sequence" = 25""",
            """UPDATE "Entries" SET "Sequence" = 25 WHERE "Sequence" = 26""",
            """UPDATE "Entries" SET "Sequence" = 26 WHERE "Sequence" = -1"""));

    [Fact]
    public async Task Truncated_IsFoundByTheHead() => await AssertFoundAsync(
        31, "the end was cut off", Rows("""DELETE FROM "Entries" WHERE "Sequence" > 30""", """DELETE FROM "Checkpoints" WHERE "Sequence" > 30"""));

    [Fact]
    public async Task Truncated_WithItsHead_IsFoundByTheCheckpointInTheStore() => await AssertFoundAsync(
        31, "the end was cut off", () => TruncateAsync(30, withCheckpoints: false));

    [Fact]
    public async Task Truncated_WithEverythingInTheStore_IsFoundByTheCheckpointThatWasSentOutside()
    {
        await TruncateAsync(30, withCheckpoints: true);

        Assert.Equal(0, (await VerifyAsync()).Code); // nothing inside can tell
        var (code, said) = await VerifyAsync("--checkpoints", Outside);
        Assert.Equal(1, code);
        Assert.Contains("First bad entry: 31", said, StringComparison.Ordinal);
        Assert.Contains("the end was cut off", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignatureOfSomebodyElse_IsFound()
    {
        using var own = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var key = Path.Combine(_folder, "key.pem");
        await File.WriteAllTextAsync(key, own.ExportSubjectPublicKeyInfoPem());

        var (code, said) = await VerifyAsync("--key", key);

        Assert.Equal(1, code);
        Assert.Contains("not signed with your key", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatementChanged_IsFound() => await AssertFoundAsync(
        20,
        "signature",
        Rows("""UPDATE "Checkpoints" SET "Statement" = REPLACE("Statement", '"at":"2', '"at":"1') WHERE "Sequence" = 20"""));

    [Fact]
    public async Task BrokenOff_IsNotJudged()
    {
        var file = Path.Combine(_folder, "export.jsonl");
        await using (var export = File.Create(file))
            await ExportAsync(export);
        var lines = await File.ReadAllLinesAsync(file);
        await File.WriteAllLinesAsync(file, lines[..^1]);

        var (code, said) = Run(file);

        Assert.Equal(2, code);
        Assert.Contains("The file ends early", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no history")]
    [InlineData("""{"proof":{}}""")]
    [InlineData("""{"format":"release-history","version":1}""" + "\n{\"entry\":{},\n")]
    public async Task SomethingElse_IsNotJudged(string content)
    {
        var file = Path.Combine(_folder, "else");
        await File.WriteAllTextAsync(file, content);

        Assert.Equal(2, Run(file).Code);
    }

    [Theory]
    [InlineData]
    [InlineData("nowhere.jsonl")]
    [InlineData("--key")]
    [InlineData("one", "two")]
    public void WrongUse_IsSaid(params string[] args)
    {
        var said = new StringWriter(CultureInfo.InvariantCulture);

        Assert.Equal(2, new VerifyCommand(said).Run(args));
        Assert.NotEmpty(said.ToString());
    }

    [Fact]
    public async Task ProofOfEveryEntry_Holds_AndOfNoOtherText()
    {
        var proofs = new ProofQuery(_portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>(), CheckpointsOf(_portal));
        foreach (var entry in await _portal.EntriesAsync())
        {
            if (await proofs.FindAsync(entry.Id, Given.AnAuditor, CancellationToken.None) is not var (text, sequence))
                continue; // not an auditor's to see
            var file = Path.Combine(_folder, "proof.json");
            await File.WriteAllTextAsync(file, text);
            var (code, said) = Run(file, "--checkpoints", Outside);
            Assert.Equal(0, code);
            Assert.Contains($"Entry {sequence} is part of the signed history", said, StringComparison.Ordinal);

            await File.WriteAllTextAsync(file, text.Replace("\"source\":\"", "\"source\":\"x", StringComparison.Ordinal));
            Assert.Equal(1, Run(file).Code);
        }
    }

    [Fact]
    public async Task Archives_WithTheExport_HoldTogether_AndAloneTheExportSaysWhereItStarts()
    {
        var (archive, export) = await ArchivedAsync();

        var (code, said) = Run(archive, export, "--checkpoints", Outside);
        Assert.Equal(0, code);
        Assert.Contains($"The history holds: {(await _portal.EntriesAsync())[^1].Sequence} entries", said, StringComparison.Ordinal);
        Assert.DoesNotContain("It starts at", said, StringComparison.Ordinal);

        (code, said) = Run(export, "--checkpoints", Outside);
        Assert.Equal(0, code);
        Assert.Contains($"It starts at entry {Entries + 1}.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archives_InTheWrongOrderOrAltered_AreNamed()
    {
        var (archive, export) = await ArchivedAsync();

        var (code, said) = Run(export, archive);
        Assert.Equal(2, code);
        Assert.Contains($"In {archive}:", said, StringComparison.Ordinal);
        Assert.Contains("put the files into their order", said, StringComparison.Ordinal);

        var altered = Path.Combine(_folder, "altered.jsonl");
        await using (var packed = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress))
        using (var reader = new StreamReader(packed))
        {
            var lines = (await reader.ReadToEndAsync()).Split('\n');
            lines[25] = lines[25].Replace("production", "staging", StringComparison.Ordinal);
            await File.WriteAllTextAsync(altered, string.Join('\n', lines));
        }

        (code, said) = Run(altered, export);
        Assert.Equal(1, code);
        Assert.Contains($"In {altered}:", said, StringComparison.Ordinal);
        Assert.Contains("Its text was changed", said, StringComparison.Ordinal);
    }

    private async Task<(string Archive, string Export)> ArchivedAsync()
    {
        await _portal.ApplyAsync(Given.AnAdministrator, new SetRetention(1));
        _portal.Clock.Advance(TimeSpan.FromDays(60));
        await _portal.ArchiveAsync();
        var export = Path.Combine(_folder, "rest.jsonl");
        await File.WriteAllBytesAsync(export, await _portal.ExportAsync());
        return (_portal.ArchiveFolder().FileOf(Assert.Single(await _portal.ArchivesAsync()).File), export);
    }

    private static async Task<(TestDatabase Database, string Outside)> MakeAsync()
    {
        var database = TestDatabase.OnSqlite();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => database.DisposeAsync().AsTask().Wait();
        await using var portal = TestPortal.On(database, owned: false);
        await portal.SetUpAsync();
        var key = await portal.AToggleAsync();
        for (var count = (await portal.EntriesAsync()).Count; count < Entries;)
        {
            await portal.ApplyAsync(Given.Marketing, new ReleaseControlToEveryone(key, Given.Production, Share: ++count));
            if (count is 20 or Entries)
                await CheckpointsOf(portal).WriteNowAsync(CancellationToken.None);
        }

        var file = Path.ChangeExtension(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource, "jsonl");
        portal.Services.GetRequiredService<IOptions<CheckpointOptions>>().Value.File = file;
        await portal.Services.GetRequiredService<CheckpointDelivery>().SendAsync(CancellationToken.None);
        await database.ReleaseAsync();
        return (database, await File.ReadAllTextAsync(file));
    }

    private static CheckpointWriter CheckpointsOf(TestPortal portal) => portal.Services.GetRequiredService<CheckpointWriter>();

    private async Task AssertFoundAsync(long sequence, string what, Func<Task> tamper)
    {
        await tamper();

        var (code, said) = await VerifyAsync();

        Assert.Equal(1, code);
        Assert.Contains(what, said, StringComparison.Ordinal);
        Assert.Contains($"First bad entry: {sequence} ", said, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said)> VerifyAsync(params string[] args)
    {
        var file = Path.Combine(_folder, "export.jsonl");
        await using (var export = File.Create(file))
            await ExportAsync(export);
        return Run(file, args);
    }

    private Task ExportAsync(Stream stream) =>
        new ExportQuery(_portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()).WriteAsync(stream, CancellationToken.None);

    private static (int Code, string Said) Run(string file, params string[] args)
    {
        var said = new StringWriter(CultureInfo.InvariantCulture);
        return (new VerifyCommand(said).Run([file, .. args]), said.ToString());
    }

    private Func<Task> Rows(params string[] commands) => async () =>
    {
        await UnguardAsync();
        foreach (var command in commands)
            Assert.NotEqual(0, await _portal.ReadAsync(database => database.Database.ExecuteSqlRawAsync(command.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal))));
    };

    private Task TruncateAsync(long after, bool withCheckpoints) => Rows(
        [
            $"""DELETE FROM "Entries" WHERE "Sequence" > {after}""",
            $"""UPDATE "HistoryHeads" SET "Sequence" = {after}, "Hash" = (SELECT LOWER(HEX("Hash")) FROM "Entries" WHERE "Sequence" = {after})""",
            .. withCheckpoints ? new[] { $"""DELETE FROM "Checkpoints" WHERE "Sequence" > {after}""" } : [],
        ])();

    // What a patient forger does: a new text with a hash that fits, and, if they think of it, every entry after it anew.
    private async Task ForgeAsync(long from, bool relink)
    {
        await UnguardAsync();
        var (previous, isFirst) = ("", true);
        foreach (var entry in (await _portal.EntriesAsync()).Where(entry => entry.Sequence >= from && (relink || entry.Sequence == from)))
        {
            var content = JsonNode.Parse(entry.Canonical)!.AsObject();
            if (isFirst)
                content["source"] = "import";
            else
                content["previousHash"] = previous;
            (var canonical, isFirst) = (CanonicalJson.Write(content), false);
            previous = EntryWriter.HashOf(canonical);
            await _portal.ReadAsync(database => database.Database.ExecuteSqlAsync(
                $"""UPDATE "Entries" SET "Canonical" = {canonical}, "Hash" = {Convert.FromHexString(previous)} WHERE "Sequence" = {entry.Sequence}"""));
        }

        if (relink)
            await _portal.ReadAsync(database => database.Database.ExecuteSqlAsync($"""UPDATE "HistoryHeads" SET "Hash" = {previous}"""));
    }

    private async Task UnguardAsync()
    {
        var triggers = from table in new[] { "Entries", "Checkpoints" }
                       from act in new[] { "UPDATE", "DELETE", "Replace" }
                       select $"DROP TRIGGER \"{table}_Refuse_{act}\"";
        foreach (var command in triggers)
            await _portal.ReadAsync(database => database.Database.ExecuteSqlRawAsync(command));
    }
}
