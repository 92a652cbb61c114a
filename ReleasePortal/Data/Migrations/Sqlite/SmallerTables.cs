using Microsoft.EntityFrameworkCore.Migrations;

namespace ReleasePortal.Data.Migrations.Sqlite;

/// <summary>
/// What can be worked out is not stored. By hand, for the provider would build the tables anew, without the triggers that keep them.
/// </summary>
internal static class SmallerTables
{
    public static void PackTexts(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE "Rebuilt_EntryTexts" (
            "Sequence" INTEGER NOT NULL,
            "Salt" BLOB NOT NULL,
            "Text" TEXT NOT NULL,
            CONSTRAINT "PK_EntryTexts" PRIMARY KEY ("Sequence", "Salt")
        ) WITHOUT ROWID;
        INSERT INTO "Rebuilt_EntryTexts" SELECT "Sequence", "Salt", "Text" FROM "EntryTexts" ORDER BY "Sequence", "Salt";
        DROP TABLE "EntryTexts";
        ALTER TABLE "Rebuilt_EntryTexts" RENAME TO "EntryTexts";
        """);

    /// <summary>Hashes become bytes; what is none, for somebody altered it, stays what it is, to be found.</summary>
    public static void PackHashes(MigrationBuilder migrationBuilder, string table) => migrationBuilder.Sql(
        $"""
        DROP TRIGGER "{table}_Refuse_UPDATE";
        UPDATE "{table}" SET "Hash" = COALESCE(unhex("Hash"), CAST("Hash" AS BLOB));
        ALTER TABLE "{table}" DROP COLUMN "PreviousHash";
        CREATE TRIGGER "{table}_Refuse_UPDATE" BEFORE UPDATE ON "{table}"
        BEGIN
            SELECT RAISE(ABORT, 'The history is append only.');
        END;
        """);
}
