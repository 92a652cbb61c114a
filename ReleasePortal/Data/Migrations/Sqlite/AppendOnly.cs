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
}
