using Microsoft.EntityFrameworkCore.Migrations;

namespace ReleasePortal.Data.Migrations.Sqlite;

/// <summary>What the history is searched with: an index of FTS5, which keeps no copy of the texts.</summary>
internal static class SearchTables
{
    private static readonly string[][] Known =
        [["SubjectId"], ["SubjectId", "Environment"], ["SubjectKey"], ["ActorId"], ["Environment"], ["Action"]];

    private static readonly string[][] New = [["Source"], ["Purpose"], ["Correlation"], ["OnBehalfOf"]];

    // Words come as SearchWords takes them apart: to the tokenizer "ascii", all letters beyond ASCII are letters. Nobody searches for
    // phrases, so where in a document a word stands is not kept. Short beginnings of words are indexed by themselves; to find what a
    // longer one begins, the words are kept: FTS5 would put all their entries together, however few are asked for.
    public static void Create(MigrationBuilder migrationBuilder)
    {
        CreateIndex(migrationBuilder, "2 3 4");
        migrationBuilder.Sql("""CREATE TABLE "EntrySearchWords" ("Word" TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;""");
    }

    public static void Drop(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE "EntrySearchWords";
        DROP TABLE "EntrySearch";
        """);

    /// <summary>Begins the index anew, with single letters as beginnings; the portal fills it once it has started.</summary>
    public static void BeginAnew(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""DROP TABLE "EntrySearch";""");
        CreateIndex(migrationBuilder, "1 2 3 4");
    }

    /// <summary>
    /// Indexes of SQLite end in the row's id, which is the sequence here: named as a column it would be stored twice in each. To the
    /// model they are what PostgreSQL has.
    /// </summary>
    public static void PackIndexes(MigrationBuilder migrationBuilder)
    {
        foreach (var columns in Known)
            migrationBuilder.Sql($"DROP INDEX \"{NameOf(columns)}\";");
        foreach (var columns in Known.Concat(New))
            migrationBuilder.Sql($"CREATE INDEX \"{NameOf(columns)}\" ON \"Entries\" ({Quoted(columns)}){When(columns)};");
    }

    public static void UnpackIndexes(MigrationBuilder migrationBuilder)
    {
        foreach (var columns in Known.Concat(New))
            migrationBuilder.Sql($"DROP INDEX \"{NameOf(columns)}\";");
        foreach (var columns in Known)
            migrationBuilder.Sql($"CREATE INDEX \"{NameOf(columns)}\" ON \"Entries\" ({Quoted([.. columns, "Sequence"])});");
    }

    /// <summary>Stores personal texts in the order of their key, without a second copy of each key.</summary>
    public static void PackTexts(MigrationBuilder migrationBuilder) => Rebuild(migrationBuilder, "WITHOUT ROWID");

    public static void UnpackTexts(MigrationBuilder migrationBuilder) => Rebuild(migrationBuilder, "");

    private static void CreateIndex(MigrationBuilder migrationBuilder, string beginnings) => migrationBuilder.Sql(
        $"""
        CREATE VIRTUAL TABLE "EntrySearch" USING fts5(
            "Words", content='', contentless_delete=1, detail=none, prefix='{beginnings}', tokenize='ascii');
        """);

    private static void Rebuild(MigrationBuilder migrationBuilder, string form) => migrationBuilder.Sql(
        $"""
        CREATE TABLE "Rebuilt_EntryTexts" (
            "Sequence" INTEGER NOT NULL,
            "Hash" TEXT NOT NULL,
            "Salt" BLOB NOT NULL,
            "Text" TEXT NOT NULL,
            CONSTRAINT "PK_EntryTexts" PRIMARY KEY ("Sequence", "Hash")
        ) {form};
        INSERT INTO "Rebuilt_EntryTexts" SELECT "Sequence", "Hash", "Salt", "Text" FROM "EntryTexts" ORDER BY "Sequence", "Hash";
        DROP TABLE "EntryTexts";
        ALTER TABLE "Rebuilt_EntryTexts" RENAME TO "EntryTexts";
        """);

    private static string NameOf(string[] columns) => $"IX_Entries_{string.Join('_', columns)}_Sequence";

    private static string Quoted(string[] columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));

    private static string When(string[] columns) => columns is ["OnBehalfOf"] ? " WHERE \"OnBehalfOf\" IS NOT NULL" : "";
}
