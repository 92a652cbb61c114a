using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Changes.Archiving;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.History.Export.Evidence;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>Old entries move to files as the policy says; the files and what stays hold together, and nothing else lets an entry go.</summary>
public abstract class ArchivingTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private const string Toggle = "spring-storefront";

    [Fact]
    public async Task Archive_WithoutAPolicy_LeavesEverything()
    {
        await WriteOldAndNewAsync();

        Assert.Equal(0, await RunAsync());

        Assert.Equal(1, (await Portal.EntriesAsync())[0].Sequence);
        Assert.Empty(await ArchivesAsync());
    }

    [Fact]
    public async Task Archive_WhatIsOlderThanTheCutOff_MovesToAFileThatHoldsWithTheExport()
    {
        var (mark, before) = await WriteOldAndNewAsync();
        await SetRetentionAsync(1);

        Assert.Equal(1, await RunAsync());

        var archive = Assert.Single(await ArchivesAsync());
        Assert.Equal((1, mark, HistoryArchive.FileOf(1, mark)), (archive.First, archive.Last, archive.File));
        var entries = await Portal.EntriesAsync();
        Assert.Equal(mark + 1, entries[0].Sequence);
        Assert.Equal(before.Where(entry => entry.Sequence > mark).Select(entry => entry.Canonical), entries.SkipLast(2).Select(entry => entry.Canonical));
        Assert.Equal(
            $"ReleasePortal archived the history up to {archive.Until.UtcDateTime:d MMMM yyyy}, {archive.Until.UtcDateTime:HH:mm} UTC: entries 1 to {mark}",
            (await Portal.LineAsync(entries[^1])).Plain());

        var together = Verify([await ArchivedAsync(archive), await ExportAsync()]);
        Assert.Null(together.Fault);
        Assert.Equal((0, entries[^1].Sequence, entries[^1].Hash), (together.StartsAfter, together.Entries, together.Head));
        var alone = Verify([await ExportAsync()]);
        Assert.Null(alone.Fault);
        Assert.Equal((mark, entries[^1].Sequence), (alone.StartsAfter, alone.Entries));
    }

    [Fact]
    public async Task Archive_InSeveralSteps_HoldsInOrderAndNamesWhatIsMissing()
    {
        await SetRetentionAsync(1);
        var files = new List<byte[]>();
        for (var month = 0; month < 3; month++)
        {
            await WriteOldAndNewAsync(key: $"{Toggle}-{month}");
            Portal.Clock.Advance(TimeSpan.FromDays(40));
            await RunAsync();
        }

        var archives = await ArchivesAsync();
        Assert.True(archives.Count >= 3);
        foreach (var archive in archives)
            files.Add(await ArchivedAsync(archive));
        var export = await ExportAsync();
        Assert.Null(Verify([.. files, export]).Fault);

        var gap = Verify([files[0], .. files[2..], export]).Fault!;
        Assert.Equal((Flaw.Gap, archives[1].First, archives[1].Last + 1, 1), (gap.Flaw, gap.Sequence, gap.GoesOnAt, gap.File));
        Assert.Equal(Flaw.Gap, Verify([files[1], files[0], export]).Fault?.Flaw);
        Assert.Equal(Flaw.Gap, Verify([.. files, files[^1]]).Fault?.Flaw);
        Assert.Null(Verify([.. files[1..], export]).Fault);
    }

    [Fact]
    public async Task Verify_OfAnArchiveThatWasAltered_NamesTheEntryAndTheFile()
    {
        await WriteOldAndNewAsync();
        await SetRetentionAsync(1);
        await RunAsync();
        var archive = Encoding.UTF8.GetString(await ArchivedAsync((await ArchivesAsync())[0]));
        var lines = archive.Split('\n');
        var altered = Array.FindIndex(lines, line => line.Contains("ReleaseControlToEveryone", StringComparison.Ordinal));
        lines[altered] = lines[altered].Replace("ReleaseControlToEveryone", "ReleaseControlToNobodyyy", StringComparison.Ordinal);

        var fault = Verify([Encoding.UTF8.GetBytes(string.Join('\n', lines)), await ExportAsync()]).Fault!;

        Assert.Equal((Flaw.Changed, altered + 1, altered, 0), (fault.Flaw, fault.Line, fault.Sequence, fault.File));
    }

    /// <summary>The start of an export is believed as far as it is signed.</summary>
    [Theory]
    [InlineData("frontier", Flaw.Unreadable)]
    [InlineData("root", Flaw.BadSignature)]
    public async Task Verify_OfAnExportWhoseStartWasAltered_SaysSo(string part, Flaw flaw)
    {
        await WriteOldAndNewAsync();
        await SetRetentionAsync(1);
        await RunAsync();
        var export = Encoding.UTF8.GetString(await ExportAsync());
        var at = export.IndexOf($"\"{part}\":\"", StringComparison.Ordinal) + part.Length + 4;
        var altered = part is "frontier" ? export.Insert(at, "00") : export[..at] + (export[at] is '0' ? '1' : '0') + export[(at + 1)..];

        Assert.Equal(flaw, Verify([Encoding.UTF8.GetBytes(altered)]).Fault?.Flaw);
    }

    [Fact]
    public async Task Archive_WithoutACheckpointBeforeTheCutOff_WaitsForOne()
    {
        await Portal.AToggleAsync();
        Portal.Clock.Advance(TimeSpan.FromDays(60));
        await SetRetentionAsync(1);

        Assert.Equal(0, await RunAsync());
    }

    [Fact]
    public async Task Archive_WhoseFileWasLeftByACrash_IsWrittenAgain()
    {
        var (mark, _) = await WriteOldAndNewAsync();
        await SetRetentionAsync(1);
        Directory.CreateDirectory(Folder.Path);
        await File.WriteAllTextAsync(Folder.FileOf(HistoryArchive.FileOf(1, mark)), "half of it");

        Assert.Equal(1, await RunAsync());

        Assert.Null(Verify([await ArchivedAsync((await ArchivesAsync())[0]), await ExportAsync()]).Fault);
        Assert.Equal([HistoryArchive.FileOf(1, mark)], Directory.EnumerateFiles(Folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Archive_OfAHistoryThatWasAltered_DeletesNothing()
    {
        await WriteOldAndNewAsync();
        await SetRetentionAsync(1);
        var count = (await Portal.EntriesAsync()).Count;
        await TamperAsync("Entries", """UPDATE "Entries" SET "Canonical" = REPLACE("Canonical", 'spring-storefront', 'something-else') WHERE "Sequence" = (SELECT MIN("Sequence") FROM "Entries" WHERE "SubjectKey" = 'spring-storefront')""");

        await Assert.ThrowsAsync<InvalidDataException>(RunAsync);

        Assert.Equal(count, (await Portal.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Desk_AskedToArchiveWhatNoFileHolds_Refuses()
    {
        var (mark, before) = await WriteOldAndNewAsync();
        var made = new ArchiveSnapshot(
            1, mark, before[(int)mark - 1].Hash, Given.Now, Given.Now, HistoryArchive.FileOf(1, mark), Size: 500, Sha256: new string('b', 64));

        Assert.IsType<ArchiveDoesNotHold>((await Portal.TryAsync(Actor.Portal, new ArchiveHistory(made, Folder.FileOf("none")))).Refusal);
        Assert.IsType<NotAllowed>((await Portal.TryAsync(Administrator, new ArchiveHistory(made, Folder.FileOf("none")))).Refusal);
        Assert.Equal(before.Count, (await Portal.EntriesAsync()).Count);
    }

    /// <summary>Two portals find the same to do: one does it.</summary>
    [Fact]
    public async Task Archive_FromTwoPortalsAtOnce_HappensOnce()
    {
        await WriteOldAndNewAsync();
        await SetRetentionAsync(1);
        await using var other = TestPortal.On(Portal.Database, owned: false);
        other.Clock.SetUtcNow(Portal.Clock.GetUtcNow());
        other.RetentionOptions().Folder = Portal.RetentionOptions().Folder;

        var written = await Task.WhenAll(Task.Run(RunAsync), Task.Run(() => other.ArchiveAsync()));

        Assert.Equal(1, written.Sum());
        Assert.Null(Verify([await ArchivedAsync(Assert.Single(await ArchivesAsync())), await ExportAsync()]).Fault);
    }

    [Fact]
    public async Task Database_AfterArchiving_LetsNothingElseGo()
    {
        var (mark, _) = await WriteOldAndNewAsync();
        await SetRetentionAsync(1);
        await RunAsync();
        var head = (await Portal.EntriesAsync())[^1].Sequence;

        foreach (var command in new[]
        {
            $"""DELETE FROM "Entries" WHERE "Sequence" = {mark + 1}""",
            """DELETE FROM "Entries" """,
            """UPDATE "Entries" SET "Hash" = 'none'""",
            $"""INSERT INTO "Archives" SELECT {head}, {mark + 1}, "Hash", "From", "Until", "File", "Size", "Sha256", "BaseHash", "At" FROM "Archives" """,
            $"""UPDATE "Archives" SET "Last" = {head}""",
            """DELETE FROM "Archives" """,
            """UPDATE "BaseEntries" SET "Canonical" = 'none'""",
            """DELETE FROM "BaseEntries" """,
            """DELETE FROM "Checkpoints" """,
        })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
                () => Portal.ReadAsync(database => database.Database.ExecuteSqlRawAsync(command)));
        }

        Assert.Null(Verify([await ExportAsync()]).Fault);
    }

    [Fact]
    public async Task Database_AskedToTakeAnArchivedEntryBack_Refuses()
    {
        var (mark, before) = await WriteOldAndNewAsync();
        await SetRetentionAsync(1);
        await RunAsync();

        await Assert.ThrowsAsync<DbUpdateException>(() => Portal.ReadAsync(database =>
        {
            database.Add(before[(int)mark - 1]);
            return database.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task Archive_KeepsNoPersonalTexts_AndLeavesThoseThatAreStillNeeded()
    {
        await Portal.AGroupAsync();
        var (mark, _) = await WriteOldAndNewAsync();
        await SetRetentionAsync(1);
        await RunAsync();

        var archive = Encoding.UTF8.GetString(await ArchivedAsync((await ArchivesAsync())[0]));
        Assert.DoesNotContain("@example.com", archive, StringComparison.Ordinal);
        Assert.DoesNotContain("trade show", archive, StringComparison.Ordinal);
        var left = await Portal.ReadAsync(database => database.EntryTexts.Where(text => text.Sequence <= mark).Select(text => text.Sequence).Distinct().ToListAsync());
        var kept = await Portal.ReadAsync(database => database.BaseEntries.Select(entry => entry.Sequence).ToListAsync());
        Assert.NotEmpty(left);
        Assert.Subset(kept.ToHashSet(), left.ToHashSet());
    }

    [Fact]
    public async Task Archive_PeopleWhoNeverChangedSince_AreStillInTheEvidence()
    {
        var (nora, paul) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Portal.ApplyAsync(Administrator, new AddPerson(nora, "nora@example.com", "Nora Newcomer", [Role.Marketing], "a long way to the sea"));
        await Portal.ApplyAsync(Administrator, new AddPerson(paul, "paul@example.com", "Paul Promoted", [Role.Marketing], "a long way to the sea"));
        await Portal.ApplyAsync(Administrator, new SetRoles(nora, [Role.Engineer]));
        await WriteOldAndNewAsync();
        await Portal.ApplyAsync(Administrator, new SetRoles(paul, [Role.Auditor]));
        var before = await PeopleAsync();
        await SetRetentionAsync(1);
        await RunAsync();

        Assert.Equal(before, await PeopleAsync());
        Assert.Contains("""Nora Newcomer","nora@example.com","Engineer""", before, StringComparison.Ordinal);
        Assert.Contains("""Paul Promoted","paul@example.com","Auditor""", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoints_AfterArchiving_GoOn()
    {
        await WriteOldAndNewAsync();
        await SetRetentionAsync(1);
        await RunAsync();
        await using var again = TestPortal.On(Portal.Database, owned: false);
        again.Clock.SetUtcNow(Portal.Clock.GetUtcNow());

        await again.SignAsync();

        var verdict = Verify([await ExportAsync()]);
        Assert.Null(verdict.Fault);
        Assert.Equal(verdict.Entries, verdict.SignedUpTo);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(601)]
    public async Task SetRetention_ThatMakesNoSense_IsRefused(int months) => Assert.Equal(
        ["months: Months"], (await Portal.TryAsync(Administrator, new SetRetention(months))).Refusal.Errors());

    [Fact]
    public async Task SetRetention_IsAnEntryAndStandsOnWhatWasSeen()
    {
        var applied = await Portal.ApplyAsync(Administrator, new SetRetention(24, SeenVersion: 0), "the auditors ask for two years");

        Assert.Equal(
            "Ada Administrator set how long the history stays in the portal: 24 months: the auditors ask for two years",
            (await Portal.LineAsync(applied.Entries[0])).Plain());
        Assert.IsType<Stale>((await Portal.TryAsync(Administrator, new SetRetention(36, SeenVersion: 0))).Refusal);
        Assert.IsType<AlreadySo>((await Portal.TryAsync(Administrator, new SetRetention(24))).Refusal);
        Assert.Equal(
            "Ada Administrator set that the whole history stays in the portal",
            (await Portal.LineAsync((await Portal.ApplyAsync(Administrator, new SetRetention(null))).Entries[0])).Plain());
    }

    private ArchiveFolder Folder => Portal.ArchiveFolder();

    // A control that was released two months ago, signed, and others since.
    private async Task<(long Mark, List<Entry> Entries)> WriteOldAndNewAsync(string key = Toggle)
    {
        Portal.ArchiveToAFolder();
        await Portal.ApplyAsync(Engineer, new CreateControl(key, ControlKind.Toggle, Given.LongLivedDetails()));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production), "the trade show opens");
        await Portal.SignAsync();
        var mark = (await Portal.EntriesAsync())[^1].Sequence;
        Portal.Clock.Advance(TimeSpan.FromDays(60));
        await Portal.ApplyAsync(Engineer, new Withdraw(key, Given.Production), "it is over");
        await Portal.ApplyAsync(Engineer, new CreateControl(key + "-new", ControlKind.Toggle, Given.LongLivedDetails()));
        return (mark, await Portal.EntriesAsync());
    }

    private async Task<string> PeopleAsync()
    {
        var file = new MemoryStream();
        await using (var writer = new StreamWriter(file, leaveOpen: true))
        {
            var tables = ActivatorUtilities.CreateInstance<EvidenceTablesQuery>(Portal.Services);
            await Portal.ReadAsync(async database =>
            {
                await tables.WritePeopleAsync(database, writer, long.MaxValue, CancellationToken.None);
                return true;
            });
        }

        return Encoding.UTF8.GetString(file.ToArray());
    }

    private Task SetRetentionAsync(int months) => Portal.ApplyAsync(Administrator, new SetRetention(months));

    private Task<int> RunAsync() => Portal.ArchiveAsync();

    private Task<List<HistoryArchive>> ArchivesAsync() => Portal.ArchivesAsync();

    private Task<byte[]> ArchivedAsync(HistoryArchive archive) => Portal.ReadAsync(archive);

    private Task<byte[]> ExportAsync() => Portal.ExportAsync();

    private static ExportVerdict Verify(IEnumerable<byte[]> files) => ArchivedHistory.Verify(files);

    private async Task TamperAsync(string table, string command)
    {
        string trigger = Portal.Database.Provider is DatabaseProvider.Sqlite ? $"""DROP TRIGGER "{table}_Refuse_UPDATE" """ : $"""ALTER TABLE "{table}" DISABLE TRIGGER ALL""";
        foreach (var one in new[] { trigger, command })
            await Portal.ReadAsync(database => database.Database.ExecuteSqlRawAsync(one));
    }
}

public sealed class ArchivingOnSqliteTests() : ArchivingTests(postgres: null);

public sealed class ArchivingOnPostgreSqlTests(PostgresServer postgres) : ArchivingTests(postgres);
