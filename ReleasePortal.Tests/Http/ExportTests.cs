using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;
using ReleasePortal.Features.History.Export;
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
            .Where(entry => entry.SubjectKind == ReleasePortal.Domain.SubjectKind.Environment)
            .OrderBy(entry => entry.Sequence)
            .Select(entry => entry.Id)
            .FirstAsync();
    }
}
