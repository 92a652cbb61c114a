using Microsoft.Data.Sqlite;
using ReleasePortal.Data.Search;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Tests.Support;

/// <summary>
/// Stores entries in an SQLite file as the desk does, only quicker: with statements that are prepared once. A test holds that every
/// column of it is what the desk stores for the same entry.
/// </summary>
internal sealed class PreparedHistory : IDisposable
{
    private static readonly string[] EntryColumns =
    [
        nameof(Entry.Sequence), nameof(Entry.Id), nameof(Entry.At), nameof(Entry.ActorId), nameof(Entry.ActorKind), nameof(Entry.OnBehalfOf),
        nameof(Entry.Source), nameof(Entry.Action), nameof(Entry.SubjectKind), nameof(Entry.SubjectId), nameof(Entry.SubjectKey),
        nameof(Entry.Purpose), nameof(Entry.Area), nameof(Entry.Environment), nameof(Entry.Correlation), nameof(Entry.Canonical),
        nameof(Entry.Hash),
    ];

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _entry, _text, _document, _word, _head;
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    /// <param name="connection">An open connection to a file that has the portal's tables.</param>
    public PreparedHistory(SqliteConnection connection)
    {
        _connection = connection;
        _entry = connection.Inserting("Entries", EntryColumns);
        _text = connection.Inserting("EntryTexts", nameof(EntryText.Sequence), nameof(EntryText.Salt), nameof(EntryText.Text));
        _document = connection.Inserting("EntrySearch", "rowid", "Words");
        _word = connection.Statement("""INSERT OR IGNORE INTO "EntrySearchWords" VALUES (@0)""", 1);
        _head = connection.Statement("""UPDATE "HistoryHeads" SET "Sequence" = @0, "Hash" = @1""", 2);
    }

    /// <summary>Stores these in one transaction, and moves the head to the last of them.</summary>
    public void Write(IReadOnlyList<(Entry Entry, IReadOnlyList<EntryText> Texts, string Words)> entries)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var (entry, texts, words) in entries)
        {
            _entry.Run(
                transaction, entry.Sequence, entry.Id, entry.At.UtcTicks, entry.ActorId, entry.ActorKind.ToString(), entry.OnBehalfOf,
                entry.Source.ToString(), entry.Action, entry.SubjectKind.ToString(), entry.SubjectId, entry.SubjectKey,
                entry.Purpose?.ToString(), entry.Area, entry.Environment, entry.Correlation, entry.Canonical,
                Convert.FromHexString(entry.Hash));
            foreach (var text in texts)
                _text.Run(transaction, text.Sequence, text.Salt, text.Text);
            _document.Run(transaction, entry.Sequence, words);
            foreach (var word in words.Split(' ').Where(word => SearchWords.IsLong(word) && _words.Add(word)))
                _word.Run(transaction, word);
        }

        _head.Run(transaction, entries[^1].Entry.Sequence, entries[^1].Entry.Hash);
        transaction.Commit();
    }

    /// <summary>What an entry is found by.</summary>
    public static string WordsOf(Entry entry, IReadOnlyList<EntryText> texts) => SearchWords.Document(EntryLine.Read(entry, texts));

    public void Dispose()
    {
        _entry.Dispose();
        _text.Dispose();
        _document.Dispose();
        _word.Dispose();
        _head.Dispose();
    }
}
