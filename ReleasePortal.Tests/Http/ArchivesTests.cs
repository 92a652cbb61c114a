using System.Globalization;
using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReleasePortal.Changes;
using ReleasePortal.Changes.Archiving;
using ReleasePortal.Changes.Checkpoints;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http;

/// <summary>The files with archived entries: for who may have the whole history, and not there for others.</summary>
public sealed class ArchivesTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task Archive_AsDownloaded_HoldsWithTheExport_AndIsNotThereForOthers()
    {
        var last = await ArchiveAsync();
        var address = new Uri($"/history/archives/{last}", UriKind.Relative);
        foreach (var role in new[] { Role.Marketing, Role.Engineer, Role.Administrator })
        {
            using var other = await portal.SignedInAsync(await portal.AddPersonAsync(role));
            using var refused = await other.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        var auditor = await portal.AddPersonAsync(Role.Auditor);
        using var visitor = await portal.SignedInAsync(auditor);
        using var answer = await visitor.GetAsync(address);
        await using var export = await visitor.GetStreamAsync(new Uri("/history/export.jsonl", UriKind.Relative));
        await using var archive = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        var verdict = ExportVerifier.Verify([archive, export], []);

        Assert.Equal("application/gzip", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Null(verdict.Fault);
        Assert.Equal((0, verdict.Entries), (verdict.StartsAfter, verdict.SignedUpTo));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(new Uri("/history/archives/999999", UriKind.Relative))).StatusCode);
        await using var database = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var recorded = await database.ReadLinesAsync(
            database.Entries.Where(entry => entry.Action == nameof(RecordExport) && entry.SubjectId == auditor.Actor.Id).OrderBy(entry => entry.Sequence).Take(1),
            CancellationToken.None);
        Assert.Contains($"the archive of the entries 1 – {last}", Assert.Single(recorded).Plain(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private async Task<long> ArchiveAsync()
    {
        var services = portal.Services;
        var contexts = services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        var desk = services.GetRequiredService<ChangeDesk>();
        Assert.True((await desk.ApplyAsync(ChangeSet.Of(new SetRetention(1)), Actor.Portal)).IsSuccess);
        await services.GetRequiredService<CheckpointWriter>().WriteNowAsync(CancellationToken.None);
        var later = new ClockOfLater(TimeSpan.FromDays(40));
        var archiver = new Archiver(contexts, services.GetRequiredService<ArchiveFolder>(), desk, later, NullLogger<Archiver>.Instance);
        Assert.True(await archiver.RunAsync(CancellationToken.None) > 0);
        await using var database = await contexts.CreateDbContextAsync();
        return await database.Archives.MaxAsync(archive => archive.Last);
    }
}
