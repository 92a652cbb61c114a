using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Changes.Archiving;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Changes.Subjects;

/// <summary>The policy by which the history is kept, and the act of archiving.</summary>
internal sealed class HistorySubjects : ISubjects
{
    public bool Knows(Change change) => change is HistoryChange;

    public async Task<Result<LoadedSubject>> LoadAsync(Change change, UnitOfWork unit, CancellationToken cancellationToken) => change switch
    {
        SetRetention set => new Policy(await unit.Database.RetentionPolicies.SingleAsync(cancellationToken), set),
        _ => new Stretch((ArchiveHistory)change, unit),
    };

    private static Subject History { get; } = new(SubjectKind.History, RetentionPolicy.SubjectId, "history", Areas.Default);

    private sealed class Policy(RetentionPolicy policy, SetRetention set) : LoadedSubject
    {
        public override Subject Subject => History;

        public override Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken) =>
            Task.FromResult(policy.Set(set.Months, set.SeenVersion));
    }

    private sealed class Stretch(ArchiveHistory change, UnitOfWork unit) : LoadedSubject
    {
        private ArchiveSnapshot _archive = change.Archive;
        private DateTimeOffset _at;

        public override Subject Subject => History;

        public override async Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken)
        {
            var database = unit.Database;
            var last = await database.Archives.AsNoTracking().OrderByDescending(one => one.Last).FirstOrDefaultAsync(cancellationToken);
            if (_archive.First != (last?.Last ?? 0) + 1 // another portal was quicker
                || (last is not null && last.BaseHash != await BaseHashAsync(cancellationToken))
                || await database.FindCheckpointAsync(_archive.Last, cancellationToken) is null
                || !await database.Entries.AnyAsync(entry => entry.Sequence == _archive.Last && entry.Hash == _archive.Hash, cancellationToken)
                || !await unit.Services.GetRequiredService<ArchiveFolder>().TakeAsync(change.Draft, _archive, cancellationToken))
                return new ArchiveDoesNotHold();

            await KeepBaseAsync(cancellationToken);
            _archive = _archive with { BaseHash = await BaseHashAsync(cancellationToken) };
            _at = circumstances.At;
            var words = Words.None.With("until", _archive.Until).With("first", Number(_archive.First)).With("last", Number(_archive.Last));
            return new Changed(new Sentence(nameof(ArchiveHistory), words), Before: null, _archive);
        }

        // The mark first: the database lets nothing go beyond it.
        public override async Task CompleteAsync(CancellationToken cancellationToken)
        {
            var database = unit.Database;
            database.Add(new HistoryArchive
            {
                First = _archive.First,
                Last = _archive.Last,
                Hash = _archive.Hash,
                From = _archive.From,
                Until = _archive.Until,
                File = _archive.File,
                Size = _archive.Size,
                Sha256 = _archive.Sha256,
                BaseHash = _archive.BaseHash!,
                At = _at,
            });
            await database.SaveChangesAsync(cancellationToken);
            await database.EntryTexts
                .Where(text => text.Sequence <= _archive.Last && !database.BaseEntries.Any(kept => kept.Sequence == text.Sequence))
                .ExecuteDeleteAsync(cancellationToken);
            await database.Entries.Where(entry => entry.Sequence <= _archive.Last).ExecuteDeleteAsync(cancellationToken);
            await database.DropDocumentsUpToAsync(_archive.Last, cancellationToken);
            await database.DropUnusedWordsAsync(cancellationToken);
        }

        // The canonical text is sorted (RFC 8785), and no quotation mark in it is unescaped within a text: so begins what a person is afterwards.
        private const string LeavesAPerson = "%\"after\":{\"disabled\":%";

        // An entry holds the whole of what it left behind, so the last one about each definition, state, group and person is enough.
        private async Task KeepBaseAsync(CancellationToken cancellationToken)
        {
            await unit.Database.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "BaseEntries" (
                    "Sequence", "Id", "At", "ActorId", "ActorKind", "OnBehalfOf", "Source", "Action", "SubjectKind", "SubjectId", "SubjectKey",
                    "Purpose", "Area", "Environment", "Correlation", "Canonical", "Hash")
                SELECT
                    "Sequence", "Id", "At", "ActorId", "ActorKind", "OnBehalfOf", "Source", "Action", "SubjectKind", "SubjectId", "SubjectKey",
                    "Purpose", "Area", "Environment", "Correlation", "Canonical", "Hash"
                FROM "Entries"
                WHERE "Sequence" IN (
                    SELECT MAX("Sequence") FROM "Entries"
                    WHERE "Sequence" <= {_archive.Last}
                        AND ("SubjectKind" IN ('Control', 'Group') OR ("SubjectKind" = 'Person' AND "Canonical" LIKE {LeavesAPerson}))
                    GROUP BY "SubjectId", "Environment")
                """,
                cancellationToken);
            await unit.Database.Database.ExecuteSqlAsync(
                $"""
                DELETE FROM "EntryTexts" WHERE "Sequence" IN (
                    SELECT "Sequence" FROM "BaseEntries"
                    WHERE "Sequence" NOT IN (SELECT MAX("Sequence") FROM "BaseEntries" GROUP BY "SubjectId", "Environment"))
                """,
                cancellationToken);
            await unit.Database.Database.ExecuteSqlAsync(
                $"""
                DELETE FROM "BaseEntries"
                WHERE "Sequence" NOT IN (SELECT MAX("Sequence") FROM "BaseEntries" GROUP BY "SubjectId", "Environment")
                """,
                cancellationToken);
        }

        private async Task<string> BaseHashAsync(CancellationToken cancellationToken)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await foreach (var entry in unit.Database.BaseEntries.AsNoTracking()
                .OrderBy(entry => entry.Sequence)
                .Select(entry => new { entry.Sequence, entry.Canonical })
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken))
                hash.AppendData(Encoding.ASCII.GetBytes($"{Number(entry.Sequence)} {EntryWriter.HashOf(entry.Canonical)}\n"));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
