using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Changes.Checkpoints;
using ReleasePortal.Data;
using ReleasePortal.Domain.History;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>The head of the history is signed in time, once for a place, and never over a chain that does not hold.</summary>
public abstract class CheckpointsTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("releaseportal-checkpoints-").FullName;

    private CheckpointOptions Options => OptionsOf(Portal);

    [Fact]
    public async Task Write_BeforeItIsDue_WritesNothing()
    {
        await WriterOf(Portal).WriteIfDueAsync(CancellationToken.None);

        Assert.Empty(await CheckpointsAsync());
    }

    [Fact]
    public async Task Write_AfterSoManyEntries_SignsTheHead()
    {
        var before = (await Portal.EntriesAsync()).Count;
        Options.Entries = before + 2;
        await WriterOf(Portal).WriteIfDueAsync(CancellationToken.None);
        Assert.Empty(await CheckpointsAsync());

        await Portal.AToggleAsync(); // created and handed over
        await WriterOf(Portal).WriteIfDueAsync(CancellationToken.None);

        var checkpoint = Assert.Single(await CheckpointsAsync());
        Assert.Equal(before + 2, checkpoint.Sequence);
        await AssertHoldsAsync(checkpoint);
    }

    [Fact]
    public async Task Write_AfterSoManyMinutes_SignsTheHeadOnce()
    {
        Portal.Clock.Advance(TimeSpan.FromMinutes(59));
        await WriterOf(Portal).WriteIfDueAsync(CancellationToken.None);
        Assert.Empty(await CheckpointsAsync());

        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await WriterOf(Portal).WriteIfDueAsync(CancellationToken.None);
        Portal.Clock.Advance(TimeSpan.FromHours(5));
        await WriterOf(Portal).WriteIfDueAsync(CancellationToken.None);

        await AssertHoldsAsync(Assert.Single(await CheckpointsAsync()));
    }

    [Fact]
    public async Task Write_ByAPortalThatWasStartedAgain_GoesOnFromTheStoredFrontier()
    {
        await WriterOf(Portal).WriteNowAsync(CancellationToken.None);
        await Portal.AToggleAsync();
        await using var again = AnotherPortal();

        await WriterOf(again).WriteNowAsync(CancellationToken.None);

        var checkpoints = await CheckpointsAsync();
        Assert.Equal(2, checkpoints.Count);
        await AssertHoldsAsync(checkpoints[1]);
        Assert.Equal(checkpoints[0].PublicKey, checkpoints[1].PublicKey);
    }

    [Fact]
    public async Task Write_FromTwoPortalsAtOnce_WritesOneForAPlace()
    {
        await using var other = AnotherPortal();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(index => Task.Run(() =>
            WriterOf(index % 2 is 0 ? Portal : other).WriteNowAsync(CancellationToken.None))));

        await AssertHoldsAsync(Assert.Single(await CheckpointsAsync()));
    }

    [Fact]
    public async Task Write_OverAnEntryThatWasAltered_SignsNothing()
    {
        await Portal.AToggleAsync();
        await TamperAsync("""UPDATE "Entries" SET "Canonical" = REPLACE("Canonical", 'spring-storefront', 'something-else')""");

        await WriterOf(Portal).WriteNowAsync(CancellationToken.None);

        Assert.Empty(await CheckpointsAsync());
    }

    [Fact]
    public async Task Write_AfterTheTailWasCutOff_SignsNothing()
    {
        await Portal.AToggleAsync();
        await WriterOf(Portal).WriteNowAsync(CancellationToken.None);
        var head = (await CheckpointsAsync())[0].Sequence;
        var before = (await Portal.EntriesAsync()).Single(entry => entry.Sequence == head - 1);
        await TamperAsync(
            $"""DELETE FROM "Entries" WHERE "Sequence" = {head}""",
            $"""UPDATE "HistoryHeads" SET "Sequence" = {before.Sequence}, "Hash" = '{before.Hash}'""");
        await using var again = AnotherPortal();

        await WriterOf(again).WriteNowAsync(CancellationToken.None);

        Assert.Single(await CheckpointsAsync());
    }

    [Fact]
    public async Task Write_WithAFrontierThatWasAltered_WalksTheWholeHistoryAgain()
    {
        await WriterOf(Portal).WriteNowAsync(CancellationToken.None);
        var checkpoint = (await CheckpointsAsync())[0];
        await TamperAsync($"""UPDATE "Checkpoints" SET "Frontier" = '{new string('0', checkpoint.Frontier.Length)}'""");
        await Portal.AToggleAsync();
        await using var again = AnotherPortal();

        await WriterOf(again).WriteNowAsync(CancellationToken.None);

        await AssertHoldsAsync((await CheckpointsAsync())[1]);
    }

    [Theory]
    [InlineData("""UPDATE "Checkpoints" SET "Signature" = 'none'""")]
    [InlineData("""DELETE FROM "Checkpoints" """)]
    public async Task Database_AskedToAlterACheckpoint_Refuses(string command)
    {
        await WriterOf(Portal).WriteNowAsync(CancellationToken.None);

        var problem = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => Portal.ReadAsync(database => database.Database.ExecuteSqlRawAsync(command)));

        Assert.Contains("append only", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_ThatThePortalMakes_IsForItsAccountAloneOrInTheStore()
    {
        await WriterOf(Portal).WriteNowAsync(CancellationToken.None);

        var kept = await Portal.ReadAsync(database => database.SigningKeys.ToListAsync());
        if (Portal.Database.Provider is DatabaseProvider.PostgreSql)
        {
            Assert.DoesNotContain("PRIVATE KEY", Assert.Single(kept).Protected, StringComparison.Ordinal);
            return;
        }

        Assert.Empty(kept);
        var database = await Portal.ReadAsync(database => Task.FromResult(database.Database.GetDbConnection().DataSource));
        var file = Path.Combine(Path.GetDirectoryName(database)!, "portal-signing-key.pem");
        Assert.Contains("PRIVATE KEY", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Key_ThatIsConfigured_Signs()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        Options.Key = InFolder("key.pem");
        await File.WriteAllTextAsync(Options.Key, key.ExportECPrivateKeyPem());

        await WriterOf(Portal).WriteNowAsync(CancellationToken.None);

        Assert.Equal(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), Assert.Single(await CheckpointsAsync()).PublicKey);
    }

    [Fact]
    public async Task Key_OnAnotherCurve_IsRefusedInWords()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        Options.Key = InFolder("key.pem");
        await File.WriteAllTextAsync(Options.Key, key.ExportECPrivateKeyPem());

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => WriterOf(Portal).WriteNowAsync(CancellationToken.None));

        Assert.Contains("P-256", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_GetsEveryCheckpointOnce_EvenAfterALineWasCutShort()
    {
        Options.File = InFolder("checkpoints.jsonl");
        await WriterOf(Portal).WriteNowAsync(CancellationToken.None);
        await DeliveryOf(Portal).SendAsync(CancellationToken.None);
        await File.AppendAllTextAsync(Options.File, """{"checkpoint":{"at":""");
        await Portal.AToggleAsync();
        await WriterOf(Portal).WriteNowAsync(CancellationToken.None);
        await using var again = AnotherPortal();
        OptionsOf(again).File = Options.File;

        await DeliveryOf(again).SendAsync(CancellationToken.None);
        await DeliveryOf(again).SendAsync(CancellationToken.None);

        var lines = await File.ReadAllLinesAsync(Options.File);
        var checkpoints = await CheckpointsAsync();
        Assert.Equal([checkpoints[0].ToLine(), """{"checkpoint":{"at":""", checkpoints[1].ToLine()], lines);
    }

    [Fact]
    public async Task Webhook_ThatFails_GetsItAgainAfterAPause()
    {
        var answers = new ConcurrentQueue<HttpStatusCode>([HttpStatusCode.ServiceUnavailable, HttpStatusCode.Found, HttpStatusCode.OK]);
        var bodies = new ConcurrentQueue<string>();
        await using var receiver = await ReceiverAsync(answers, bodies);
        Options.Webhook = new Uri(receiver.Urls.Single());
        await WriterOf(Portal).WriteNowAsync(CancellationToken.None);

        var heard = new List<int>();
        foreach (var seconds in new[] { 0, 4, 1, 9, 1, 60 })
        {
            Portal.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await DeliveryOf(Portal).SendAsync(CancellationToken.None);
            heard.Add(bodies.Count);
        }

        Assert.Equal([1, 1, 2, 2, 3, 3], heard);
        Assert.All(bodies, body => Assert.Equal(CheckpointsAsync().Result[0].ToLine(), body));
    }

    private static async Task<WebApplication> ReceiverAsync(ConcurrentQueue<HttpStatusCode> answers, ConcurrentQueue<string> bodies)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var receiver = builder.Build();
        receiver.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            bodies.Enqueue(await reader.ReadToEndAsync());
            http.Response.StatusCode = answers.TryDequeue(out var status) ? (int)status : 500;
            http.Response.Headers.Location = "/elsewhere";
        });
        await receiver.StartAsync();
        return receiver;
    }

    private async Task AssertHoldsAsync(Checkpoint checkpoint)
    {
        using var line = JsonDocument.Parse(checkpoint.ToLine());
        var signed = SignedCheckpoint.Read(line.RootElement);
        Assert.True(signed?.Holds());
        var covered = (await Portal.EntriesAsync()).Take((int)checkpoint.Sequence).ToList();
        Assert.Equal(covered[^1].Hash, signed!.Said.Hash);
        Assert.Equal(
            Convert.ToHexStringLower(MerkleTree.Root([.. covered.Select(entry => MerkleTree.LeafHash(Encoding.UTF8.GetBytes(entry.Canonical)))])),
            signed.Said.Root);
    }

    private async Task TamperAsync(params string[] commands)
    {
        string[] triggers = Portal.Database.Provider is DatabaseProvider.Sqlite
            ? ["""DROP TRIGGER "Entries_Refuse_UPDATE" """, """DROP TRIGGER "Entries_Refuse_DELETE" """, """DROP TRIGGER "Checkpoints_Refuse_UPDATE" """]
            : ["""ALTER TABLE "Entries" DISABLE TRIGGER ALL""", """ALTER TABLE "Checkpoints" DISABLE TRIGGER ALL"""];
        foreach (var command in triggers.Concat(commands))
            await Portal.ReadAsync(database => database.Database.ExecuteSqlRawAsync(command));
    }

    private Task<List<Checkpoint>> CheckpointsAsync() =>
        Portal.ReadAsync(database => database.Checkpoints.AsNoTracking().OrderBy(checkpoint => checkpoint.Sequence).ToListAsync());

    private string InFolder(string name) => Path.Combine(_folder, name);

    private TestPortal AnotherPortal() => TestPortal.On(Portal.Database, owned: false);

    private static CheckpointOptions OptionsOf(TestPortal portal) => portal.Services.GetRequiredService<IOptions<CheckpointOptions>>().Value;

    private static CheckpointWriter WriterOf(TestPortal portal) => portal.Services.GetRequiredService<CheckpointWriter>();

    private static CheckpointDelivery DeliveryOf(TestPortal portal) => portal.Services.GetRequiredService<CheckpointDelivery>();
}

public sealed class CheckpointsOnSqliteTests() : CheckpointsTests(postgres: null);

public sealed class CheckpointsOnPostgreSqlTests(PostgresServer postgres) : CheckpointsTests(postgres);
