using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using ReleasePortal.Changes.Checkpoints;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.History.Evidence;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.History;
using ReleasePortal.Features.History.Export;
using ReleasePortal.Features.History.Export.Evidence;
using ReleasePortal.Features.History.Export.Running;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History.Export;

/// <summary>Evidence packs: what is in them, that the command that auditors run accepts them, and what it says of altered ones.</summary>
public sealed class EvidenceTests() : DeskTests(postgres: null), IDisposable
{
    private static readonly DateOnly FirstDay = DateOnly.FromDateTime(Given.Now.UtcDateTime);

    private readonly string _folder = Directory.CreateTempSubdirectory("releaseportal-evidence-").FullName;

    private CheckpointWriter Checkpoints => Portal.Services.GetRequiredService<CheckpointWriter>();

    private string Pack => Path.Combine(_folder, "pack.zip");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task WholeHistory_Holds()
    {
        await ThreeDaysAsync();
        await WriteAsync();

        var (code, said) = Verify();

        Assert.Equal(0, code);
        Assert.Contains("The evidence pack is as it was signed: 6 files about the time from the beginning until", said, StringComparison.Ordinal);
        var entries = (await Portal.EntriesAsync()).Count;
        Assert.Contains($"This part of the history holds: {entries} entries, from 1 to {entries}", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeriodInTheMiddle_HoldsFromTheCheckpointBeforeToTheOneAfter()
    {
        var (first, second, _) = await ThreeDaysAsync();
        var run = await WriteAsync(FirstDay.AddDays(1), FirstDay.AddDays(1));

        var (code, said) = Verify();

        Assert.Equal(0, code);
        Assert.Contains($"{second - first} entries, from {first + 1} to {second}", said, StringComparison.Ordinal);
        Assert.Contains("2 checkpoints are signed and hold", said, StringComparison.Ordinal);
        Assert.Equal(second - first, run.Entries);
        Assert.Equal(ExportStage.Offered, run.Stage);
    }

    [Fact]
    public async Task PeriodInWhichNothingHappened_HoldsAndIsEmpty()
    {
        var (_, _, third) = await ThreeDaysAsync();
        await WriteAsync(FirstDay.AddDays(10), FirstDay.AddDays(11));

        Assert.Equal(0, Verify().Code);
        Assert.Contains($"0 entries, from {third + 1} to {third}", Verify().Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckpointsThatLeftThePortal_BearItOut_LaterOnesToo()
    {
        await ThreeDaysAsync();
        var outside = Path.Combine(_folder, "outside.jsonl");
        Portal.Services.GetRequiredService<IOptions<CheckpointOptions>>().Value.File = outside;
        await Portal.Services.GetRequiredService<CheckpointDelivery>().SendAsync(CancellationToken.None);
        await WriteAsync(FirstDay.AddDays(1), FirstDay.AddDays(1));

        Assert.Equal(0, Verify("--checkpoints", outside).Code);
    }

    [Fact]
    public async Task TheKeyThatTheAuditorHolds_IsTheOneThatCounts()
    {
        await ThreeDaysAsync();
        await WriteAsync();
        var own = Path.Combine(_folder, "own.pem");
        await File.WriteAllTextAsync(own, Read(EvidenceManifest.KeyFile));
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var strange = Path.Combine(_folder, "strange.pem");
        await File.WriteAllTextAsync(strange, another.ExportSubjectPublicKeyInfoPem());

        Assert.Equal(0, Verify("--key", own).Code);
        var (code, said) = Verify("--key", strange);
        Assert.Equal(1, code);
        Assert.Contains("manifest.json was not signed with your key", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_AreThoseOfTheEndOfThePeriod_WorkedOutFromEntries()
    {
        await ThreeDaysAsync();
        Portal.Clock.Advance(TimeSpan.FromDays(1));
        await Portal.ApplyAsync(Administrator, [new SetRoles(Engineer.Id, [Role.Auditor]), new DisablePerson(Marketing.Id)]);
        await Checkpoints.WriteNowAsync(CancellationToken.None);

        await WriteAsync(until: FirstDay.AddDays(2));
        var before = People();
        await WriteAsync();
        var after = People();

        Assert.Equal(("Engineer", ""), before["Erik Engineer"]);
        Assert.Equal(("Marketing", ""), before["Maria Marketing"]);
        Assert.Equal(("Auditor", ""), after["Erik Engineer"]);
        Assert.Equal(("Marketing", "yes"), after["Maria Marketing"]);
        Assert.Equal(before.Keys, after.Keys);

        Dictionary<string, (string Roles, string Disabled)> People() => Exported.Csv(Open(EvidenceManifest.PeopleFile))
            .ToDictionary(row => row["Name"], row => (row["Roles"], row["Account disabled"]), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Approvals_AreThoseOfThePeriod_WithTheirWords()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Administrator, new EditEnvironment(Given.Production, Given.EnvironmentDetails() with { Approval = ApprovalPolicy.Everything }));
        var launch = Guid.CreateVersion7();
        await Portal.ApplyAsync(Marketing, new CreateLaunch(launch, Samples.ALaunch(key)), "=the show opens");
        Portal.Clock.Advance(TimeSpan.FromDays(1));
        await Portal.ApplyAsync(Marketing, new SubmitLaunch(launch));
        await Portal.ApplyAsync(Engineer, new RejectLaunch(launch, "not this week"));
        Portal.Clock.Advance(TimeSpan.FromDays(1));
        await Portal.ApplyAsync(Marketing, new SubmitLaunch(launch));
        await Portal.ApplyAsync(Engineer, new ApproveLaunch(launch, "=go"));
        await Checkpoints.WriteNowAsync(CancellationToken.None);

        await WriteAsync();
        Assert.Equal(
            [
                ("Maria Marketing", "asked for Trade show to be approved", ""), ("Erik Engineer", "turned down Trade show", "not this week"),
                ("Maria Marketing", "asked for Trade show to be approved", ""), ("Erik Engineer", "approved Trade show", "'=go"),
            ],
            Approvals());
        await WriteAsync(FirstDay.AddDays(2));
        Assert.Equal(["asked for Trade show to be approved", "approved Trade show"], Approvals().Select(row => row.Did));

        IEnumerable<(string Who, string Did, string Note)> Approvals() =>
            Exported.Csv(Open(EvidenceManifest.ApprovalsFile)).Select(row => (row["Who"], row["What happened"], row["Comment or reason"]));
    }

    [Fact]
    public async Task PersonalTexts_StandInTheHistoryAsHashes()
    {
        await ThreeDaysAsync();
        await WriteAsync();

        Assert.DoesNotContain("Maria", Read(EvidenceManifest.HistoryFile), StringComparison.Ordinal);
        Assert.Contains("Maria", Read(EvidenceManifest.PeopleFile), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("history.jsonl")]
    [InlineData("checkpoints.jsonl")]
    [InlineData("people.csv")]
    [InlineData("approvals.csv")]
    [InlineData("README.txt")]
    public async Task FileChanged_IsNamed(string file)
    {
        await ThreeDaysAsync();
        await WriteAsync();
        Replace(file, text => text + " ");

        AssertBad($"{file} was changed after the pack was signed.");
    }

    [Fact]
    public async Task FileTakenOut_IsNamed()
    {
        await ThreeDaysAsync();
        await WriteAsync();
        Alter(zip => zip.GetEntry("approvals.csv")!.Delete());

        AssertBad("approvals.csv was taken out of the pack.");
    }

    [Theory]
    [InlineData("more.csv")]
    [InlineData("people.csv")]
    public async Task FilePutIn_IsNamed(string file)
    {
        await ThreeDaysAsync();
        await WriteAsync();
        Alter(zip => zip.CreateEntry(file).Open().Dispose());

        AssertBad($"{file} was put into the pack after it was signed.");
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("manifest.sig")]
    [InlineData("public-key.pem")]
    public async Task ListKeyOrSignatureOfSomebodyElse_IsNamed(string file)
    {
        await ThreeDaysAsync();
        await WriteAsync();
        switch (file)
        {
            case "manifest.json":
                Replace(file, text => text.Replace("\"last\":", "\"last\":1", StringComparison.Ordinal));
                break;
            case "manifest.sig":
                Alter(zip => Write(zip, file, RandomNumberGenerator.GetBytes(70)));
                break;
            default:
                using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                    Replace(file, _ => key.ExportSubjectPublicKeyInfoPem());
                break;
        }

        AssertBad("The signature does not fit manifest.json");
    }

    /// <summary>Somebody with the key signs a list over a history that they wrote anew: the checkpoints show it.</summary>
    [Fact]
    public async Task SignedAnewOverAnAlteredHistory_TheHistoryDoesNotHold()
    {
        var (first, _, _) = await ThreeDaysAsync();
        await WriteAsync(FirstDay.AddDays(1), FirstDay.AddDays(1));
        Replace("history.jsonl", text => Changed(text, first + 2));
        await SignAsync();

        var (code, said) = Verify();

        Assert.Equal(1, code);
        Assert.Contains($"First bad entry: {first + 2} ", said, StringComparison.Ordinal);
        Assert.Contains("Its text was changed", said, StringComparison.Ordinal);

        static string Changed(string text, long sequence) => string.Join('\n', text.Split('\n').Select(line =>
            line.Contains($"\"sequence\":{sequence},", StringComparison.Ordinal) && line.StartsWith("{\"entry\"", StringComparison.Ordinal)
                ? line.Replace("\"source\":\"button\"", "\"source\":\"import\"", StringComparison.Ordinal)
                : line));
    }

    [Fact]
    public async Task SignedAnewOverAnotherBeginning_IsNotAnchored()
    {
        await ThreeDaysAsync();
        await WriteAsync(FirstDay.AddDays(1), FirstDay.AddDays(1));
        Replace("history.jsonl", text =>
        {
            const string member = "\"frontier\":\"";
            var at = text.IndexOf(member, StringComparison.Ordinal) + member.Length;
            return text[..at] + new string('0', 64) + text[(at + 64)..];
        });
        await SignAsync();

        AssertBad("does not begin where it says");
    }

    [Fact]
    public async Task SignedAnewOverLess_IsAnotherPart()
    {
        await ThreeDaysAsync();
        await WriteAsync();
        Replace("history.jsonl", text =>
        {
            var lines = text.Split('\n').Where(line => line.StartsWith("{\"entry\"", StringComparison.Ordinal)).Take(2).ToList();
            var hash = JsonNode.Parse(lines[^1])!["hash"]!.GetValue<string>();
            return string.Join('\n', [text.Split('\n')[0], .. lines, ExportLine.End(2, hash), ""]);
        });
        await SignAsync();

        AssertBad("history.jsonl is not the part of the history that was signed for this pack.");
    }

    [Fact]
    public async Task TamperedInTheDatabase_IsFoundInThePackToo()
    {
        await ThreeDaysAsync();
        await Portal.ReadAsync(database => database.Database.ExecuteSqlRawAsync(
            """DROP TRIGGER "Entries_Refuse_UPDATE"; UPDATE "Entries" SET "Canonical" = REPLACE("Canonical", '"source":"button"', '"source":"import"') WHERE "Sequence" = 12"""));
        await WriteAsync();

        AssertBad("First bad entry: 12 ");
    }

    [Fact]
    public async Task BrokenOff_IsNotJudged()
    {
        await ThreeDaysAsync();
        await WriteAsync();
        await using (var file = File.OpenWrite(Pack))
            file.SetLength(file.Length / 2);

        Assert.Equal(2, Verify().Code);
    }

    [Fact]
    public async Task AnotherZip_IsNotJudged()
    {
        await using (var zip = await ZipFile.OpenAsync(Pack, ZipArchiveMode.Create))
            Write(zip, "something.txt", [1, 2, 3]);

        Assert.Equal(2, Verify().Code);
    }

    // A stretch of changes on each of three days, with a checkpoint at the end of each.
    private async Task<(long First, long Second, long Third)> ThreeDaysAsync()
    {
        var ends = new List<long>();
        var key = await Portal.AToggleAsync();
        for (var day = 0; day < 3; day++)
        {
            for (var count = 0; count < 5; count++)
                await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production, Share: (day * 10) + count + 1), "because");
            await Checkpoints.WriteNowAsync(CancellationToken.None);
            ends.Add((await Portal.EntriesAsync()).Count);
            Portal.Clock.Advance(TimeSpan.FromDays(1));
        }

        return (ends[0], ends[1], ends[2]);
    }

    private async Task<ExportRun> WriteAsync(DateOnly? from = null, DateOnly? until = null)
    {
        var texts = Portal.Services.GetRequiredService<IStringLocalizer<ExportTexts>>();
        var query = new EvidenceQuery(
            Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>(),
            Portal.Services.GetRequiredService<CheckpointKey>(),
            new EvidenceTablesQuery(texts),
            Portal.Clock,
            texts);
        var run = new ExportRun(Auditor.Id, TimeProvider.System);
        await using var file = File.Create(Pack);
        await query.WriteAsync(new OneWay(file), query.Of(new HistoryFilter { From = from, Until = until }, TimeZoneInfo.Utc), run, CancellationToken.None);
        return run;
    }

    private (int Code, string Said) Verify(params string[] args)
    {
        var said = new StringWriter(CultureInfo.InvariantCulture);
        return (new VerifyCommand(said).Run([Pack, .. args]), said.ToString());
    }

    private void AssertBad(string what)
    {
        var (code, said) = Verify();
        Assert.Equal(1, code);
        Assert.Contains(what, said, StringComparison.Ordinal);
    }

    private MemoryStream Open(string name) => new(Encoding.UTF8.GetBytes(Read(name)));

    private string Read(string name)
    {
        using var zip = ZipFile.OpenRead(Pack);
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private void Replace(string name, Func<string, string> change)
    {
        var text = change(Read(name));
        Alter(zip => Write(zip, name, Encoding.UTF8.GetBytes(text)));
    }

    private void Alter(Action<ZipArchive> change)
    {
        using var zip = ZipFile.Open(Pack, ZipArchiveMode.Update);
        change(zip);
    }

    private static void Write(ZipArchive zip, string name, byte[] bytes)
    {
        if (zip.Mode is ZipArchiveMode.Update)
            zip.GetEntry(name)?.Delete();
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(bytes);
    }

    // What somebody does who has the portal's key.
    private async Task SignAsync()
    {
        var manifest = EvidenceManifest.Read(Encoding.UTF8.GetBytes(Read("manifest.json")))!;
        var files = manifest.Files.Keys.ToDictionary(name => name, name => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Read(name)))), StringComparer.Ordinal);
        var list = Encoding.UTF8.GetBytes((manifest with { Files = files }).Write());
        var key = await Portal.Services.GetRequiredService<CheckpointKey>().GetAsync(CancellationToken.None);
        Alter(zip =>
        {
            Write(zip, "manifest.json", list);
            Write(zip, "manifest.sig", key.SignData(list, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        });
    }

    /// <summary>As the body of an answer: only forward, and only asynchronously.</summary>
    private sealed class OneWay(Stream to) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task FlushAsync(CancellationToken cancellationToken) => to.FlushAsync(cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            to.WriteAsync(buffer, offset, count, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => to.WriteAsync(buffer, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
