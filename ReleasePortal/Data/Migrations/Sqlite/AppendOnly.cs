using Microsoft.EntityFrameworkCore.Migrations;

namespace ReleasePortal.Data.Migrations.Sqlite;

/// <summary>The database itself refuses to alter or delete what the history says (design.md, section 7).</summary>
internal static class AppendOnly
{
    public static void Create(MigrationBuilder migrationBuilder)
    {
        foreach (var act in new[] { "UPDATE", "DELETE" })
        {
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER "Entries_Refuse_{act}" BEFORE {act} ON "Entries"
                BEGIN
                    SELECT RAISE(ABORT, 'The history is append only.');
                END;
                """);
        }

        // INSERT OR REPLACE deletes the old row without asking the trigger above.
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "Entries_Refuse_Replace" BEFORE INSERT ON "Entries"
            WHEN EXISTS (SELECT 1 FROM "Entries" WHERE "Sequence" = NEW."Sequence" OR "Id" = NEW."Id")
            BEGIN
                SELECT RAISE(ABORT, 'The history is append only.');
            END;
            """);
    }

    public static void CreateForCheckpoints(MigrationBuilder migrationBuilder)
    {
        foreach (var act in new[] { "UPDATE", "DELETE" })
        {
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER "Checkpoints_Refuse_{act}" BEFORE {act} ON "Checkpoints"
                BEGIN
                    SELECT RAISE(ABORT, 'Checkpoints are append only.');
                END;
                """);
        }

        migrationBuilder.Sql(
            """
            CREATE TRIGGER "Checkpoints_Refuse_Replace" BEFORE INSERT ON "Checkpoints"
            WHEN EXISTS (SELECT 1 FROM "Checkpoints" WHERE "Sequence" = NEW."Sequence")
            BEGIN
                SELECT RAISE(ABORT, 'Checkpoints are append only.');
            END;
            """);
    }

    /// <summary>Entries may go up to the archived mark; the mark goes on only to where an entry of the history says.</summary>
    public static void AllowArchived(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""DROP TRIGGER "Entries_Refuse_DELETE";""");
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "Entries_Refuse_DELETE" BEFORE DELETE ON "Entries"
            WHEN OLD."Sequence" > COALESCE((SELECT MAX("Last") FROM "Archives"), 0)
            BEGIN
                SELECT RAISE(ABORT, 'The history is append only.');
            END;
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "Entries_Refuse_Archived" BEFORE INSERT ON "Entries"
            WHEN NEW."Sequence" <= COALESCE((SELECT MAX("Last") FROM "Archives"), 0)
            BEGIN
                SELECT RAISE(ABORT, 'The history is append only.');
            END;
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "Archives_Refuse_Insert" BEFORE INSERT ON "Archives"
            WHEN NEW."First" <> COALESCE((SELECT MAX("Last") FROM "Archives"), 0) + 1
                OR NOT EXISTS (SELECT 1 FROM "Checkpoints" WHERE "Sequence" = NEW."Last")
                OR NOT EXISTS (
                    SELECT 1 FROM "Entries"
                    WHERE "Action" = 'ArchiveHistory' AND "Sequence" > NEW."Last"
                        AND json_extract("Canonical", '$.after.last') = NEW."Last"
                        AND json_extract("Canonical", '$.after.sha256') = NEW."Sha256")
            BEGIN
                SELECT RAISE(ABORT, 'The archived mark follows the history.');
            END;
            """);
        foreach (var act in new[] { "UPDATE", "DELETE" })
        {
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER "Archives_Refuse_{act}" BEFORE {act} ON "Archives"
                BEGIN
                    SELECT RAISE(ABORT, 'Archives are append only.');
                END;
                """);
        }

        migrationBuilder.Sql(
            """
            CREATE TRIGGER "BaseEntries_Refuse_Insert" BEFORE INSERT ON "BaseEntries"
            WHEN NOT EXISTS (
                SELECT 1 FROM "Entries" AS entry
                WHERE entry."Sequence" = NEW."Sequence" AND entry."Canonical" = NEW."Canonical" AND entry."Hash" = NEW."Hash"
                    AND entry."SubjectId" = NEW."SubjectId" AND entry."Environment" IS NEW."Environment")
            BEGIN
                SELECT RAISE(ABORT, 'A base entry is the copy of an entry.');
            END;
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "BaseEntries_Refuse_UPDATE" BEFORE UPDATE ON "BaseEntries"
            BEGIN
                SELECT RAISE(ABORT, 'The history is append only.');
            END;
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "BaseEntries_Refuse_DELETE" BEFORE DELETE ON "BaseEntries"
            WHEN NOT EXISTS (
                SELECT 1 FROM "BaseEntries" AS later
                WHERE later."SubjectId" = OLD."SubjectId" AND later."Environment" IS OLD."Environment" AND later."Sequence" > OLD."Sequence")
            BEGIN
                SELECT RAISE(ABORT, 'The history is append only.');
            END;
            """);
    }

    /// <summary>As it was before <see cref="AllowArchived"/>; the tables' own triggers go with the tables.</summary>
    public static void RefuseArchived(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""DROP TRIGGER "Entries_Refuse_Archived";""");
        migrationBuilder.Sql("""DROP TRIGGER "Entries_Refuse_DELETE";""");
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "Entries_Refuse_DELETE" BEFORE DELETE ON "Entries"
            BEGIN
                SELECT RAISE(ABORT, 'The history is append only.');
            END;
            """);
    }
}
