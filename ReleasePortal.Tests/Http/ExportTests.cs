using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;
using ReleasePortal.Features.History.Export;
using ReleasePortal.Features.History.Export.Running;
using ReleasePortal.Tests.Features.History.Export;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http;

/// <summary>The downloads of the history: who gets them, and that what comes down holds without the portal.</summary>
public sealed class ExportTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const string Export = "/history/export.jsonl";

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    /// <summary>An engineer may export, but not see who signed in; an administrator the other way round; both together both.</summary>
    [Theory]
    [InlineData(true, Role.Auditor)]
    [InlineData(true, Role.Engineer, Role.Administrator)]
    [InlineData(false, Role.Engineer)]
    [InlineData(false, Role.Administrator)]
    [InlineData(false, Role.Marketing)]
    [InlineData(false, Role.Marketing, Role.Administrator)]
    public async Task Export_IsForThoseWhoMaySeeAllOfIt_AndNotThereForOthers(bool isThere, params Role[] roles)
    {
        var person = await portal.AddPersonAsync(roles);
        using var visitor = await portal.SignedInAsync(person);

        using var answer = await visitor.GetAsync(new Uri(Export, UriKind.Relative));

        Assert.Equal(isThere ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EntriesOfAFilter_AreForThoseWhoMayExport_AndNotThereForOthers(Role role)
    {
        using var visitor = await portal.SignedInAsync(role);

        foreach (var address in (string[])["/history/entries.csv", "/history/entries.jsonl?environment=production"])
        {
            using var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(AccessTable.Allows(role, Operation.ExportHistory) ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData(true, Role.Auditor)]
    [InlineData(true, Role.Engineer, Role.Administrator)]
    [InlineData(false, Role.Engineer)]
    [InlineData(false, Role.Administrator)]
    [InlineData(false, Role.Marketing)]
    public async Task EvidencePack_IsForThoseWhoMaySeeAllOfIt_AndNotThereForOthers(bool isThere, params Role[] roles)
    {
        using var visitor = await portal.SignedInAsync(roles);

        using var answer = await visitor.GetAsync(new Uri("/history/evidence.zip", UriKind.Relative));

        Assert.Equal(isThere ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task PrintedPage_ShowsWhatThePersonMayBrowse(Role role)
    {
        var person = await portal.AddPersonAsync(role);
        using var visitor = await portal.SignedInAsync(person);

        using var answer = await visitor.GetAsync(new Uri("/history/print?environment=production&zone=Europe/Berlin", UriKind.Relative));
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("environment: Production", text, StringComparison.Ordinal);
        Assert.Contains(person.Actor.Name, text, StringComparison.Ordinal);
        Assert.Contains("Europe/Berlin", text, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor", text, StringComparison.OrdinalIgnoreCase);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task PrintedPage_WithoutARole_IsNotThere()
    {
        using var visitor = await portal.SignedInAsync();

        using var answer = await visitor.GetAsync(new Uri("/history/print", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/history/entries.csv?action=environments", "text/csv", ".csv", "RecordExport.Csv")]
    [InlineData("/history/entries.jsonl", "application/jsonl", ".jsonl", "RecordExport.JsonLines")]
    [InlineData("/history/export.jsonl", "application/jsonl", ".jsonl", "RecordExport.Chain")]
    [InlineData("/history/evidence.zip", "application/zip", ".zip", "RecordExport.Evidence")]
    public async Task Download_IsAFileThatNobodyKeeps_AndAnEntryOfTheHistory(string address, string type, string extension, string sentence)
    {
        var person = await portal.AddPersonAsync(Role.Auditor);
        using var visitor = await portal.SignedInAsync(person);

        using var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.EndsWith(extension, answer.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(sentence, (await portal.HistoryOfAsync(person.Id))[^1]);
    }

    [Fact]
    public async Task Download_Recorded_SaysOfWhatAndHowMany_ToThoseWhoSeeSecurityEntries()
    {
        var person = await portal.AddPersonAsync(Role.Auditor);
        using var visitor = await portal.SignedInAsync(person);

        var rows = Exported.Csv(await visitor.GetStreamAsync(new Uri("/history/entries.csv?action=environments&environment=production", UriKind.Relative)));
        var recorded = (await portal.EntriesOfAsync(person.Id))[^1];

        Assert.Equal(
            $"ReleasePortal gave {person.Actor.Name} entries of the history as CSV (environment: Production, action: Environments and areas); {rows.Count} in all",
            recorded.Plain());
        Assert.Equal((SubjectKind.Person, ChangeSource.Portal), (recorded.Entry.SubjectKind, recorded.Entry.Source));
    }

    [Fact]
    public async Task EvidencePack_AsDownloaded_Holds()
    {
        using var visitor = await portal.SignedInAsync(Role.Auditor);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, await visitor.GetByteArrayAsync(new Uri("/history/evidence.zip?zone=Europe/Berlin", UriKind.Relative)));
            var said = new StringWriter(CultureInfo.InvariantCulture);

            Assert.Equal(0, new VerifyCommand(said).Run([file]));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Stopped_IsTornOff_AndRecordedSo()
    {
        var person = await portal.AddPersonAsync(Role.Auditor);
        using var visitor = await portal.SignedInAsync(person);
        var run = portal.Services.GetRequiredService<ExportRuns>().Offer(person.Id);
        run.Stop();

        await Assert.ThrowsAnyAsync<Exception>(() => visitor.GetByteArrayAsync(new Uri($"/history/entries.csv?run={run.Id}", UriKind.Relative)));

        Assert.Equal(ExportStage.BrokenOff, run.Stage);
        Assert.Equal("RecordExport.Csv.BrokenOff", (await portal.HistoryOfAsync(person.Id))[^1]);
        Assert.DoesNotContain(portal.Logs, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Followed_TheRunEndsWithTheDownload_AndIsGoodForOne()
    {
        var person = await portal.AddPersonAsync(Role.Auditor);
        using var visitor = await portal.SignedInAsync(person);
        var run = portal.Services.GetRequiredService<ExportRuns>().Offer(person.Id);
        var address = new Uri($"/history/entries.jsonl?run={run.Id}", UriKind.Relative);

        var lines = (await visitor.GetStringAsync(address)).Count(character => character is '\n');

        Assert.Equal((ExportStage.Done, (long)lines, 1d), (run.Stage, run.Entries, run.Part));
        await visitor.GetStringAsync(address);
        Assert.Equal(lines, run.Entries);
    }

    [Fact]
    public async Task Followed_BySomebodyElse_IsNotTheirs()
    {
        var run = portal.Services.GetRequiredService<ExportRuns>().Offer(Guid.CreateVersion7());
        using var visitor = await portal.SignedInAsync(Role.Auditor);

        await visitor.GetStringAsync(new Uri($"/history/entries.jsonl?run={run.Id}", UriKind.Relative));

        Assert.Equal(ExportStage.Offered, run.Stage);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Proof_IsForThoseWhoSeeTheEntryAndItsNumber_AndNotThereForOthers(Role role)
    {
        var person = await portal.AddPersonAsync(role);
        using var visitor = await portal.SignedInAsync(person);
        var entry = await AnEntryAsync();

        using var answer = await visitor.GetAsync(new Uri($"/history/proofs/{entry}", UriKind.Relative));

        Assert.Equal(Visibility.SeesSequenceNumbers(person.Actor) ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(Export)]
    [InlineData("/history/archives/1")]
    [InlineData("/history/entries.csv")]
    [InlineData("/history/entries.jsonl")]
    [InlineData("/history/evidence.zip")]
    [InlineData("/history/print")]
    [InlineData("/history/proofs/01990000-0000-7000-8000-000000000000")]
    public async Task Download_BySomebodyWhoIsNotSignedIn_IsRefused(string address)
    {
        using var visitor = portal.NewVisitor();

        using var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative));

        Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.Unauthorized, $"answers {answer.StatusCode}");
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Export_AsDownloaded_HoldsAndIsSignedToItsEnd()
    {
        using var visitor = await portal.SignedInAsync(await portal.AddPersonAsync(Role.Auditor));

        using var answer = await visitor.GetAsync(new Uri(Export, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("application/jsonl", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("release-history-", answer.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var verdict = ExportVerifier.Verify(new MemoryStream(Encoding.UTF8.GetBytes(text)), []);
        Assert.Null(verdict.Fault);
        Assert.Equal(verdict.Entries, verdict.SignedUpTo);
        Assert.DoesNotContain("@example.com", text, StringComparison.Ordinal); // personal texts stand in it as hashes
    }

    [Fact]
    public async Task Proof_AsDownloaded_Holds()
    {
        using var visitor = await portal.SignedInAsync(await portal.AddPersonAsync(Role.Auditor));

        var text = await visitor.GetStringAsync(new Uri($"/history/proofs/{await AnEntryAsync()}", UriKind.Relative));

        var verdict = ExportVerifier.Verify(new MemoryStream(Encoding.UTF8.GetBytes(text)), []);
        Assert.Null(verdict.Fault);
        Assert.NotNull(verdict.ProvedEntry);
    }

    [Fact]
    public async Task Verify_AsACommand_NeedsNoPortal()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, ExportLine.Header + "\n" + ExportLine.End(0, HistoryHead.Zeros) + "\n");
            var said = new StringWriter(CultureInfo.InvariantCulture);

            Assert.Equal(0, new VerifyCommand(said).Run([file]));
            Assert.Contains("0 entries", said.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // Of an environment: everybody who browses the history may read it.
    private async Task<Guid> AnEntryAsync()
    {
        await using var database = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await database.Entries
            .Where(entry => entry.SubjectKind == SubjectKind.Environment)
            .OrderBy(entry => entry.Sequence)
            .Select(entry => entry.Id)
            .FirstAsync();
    }
}
