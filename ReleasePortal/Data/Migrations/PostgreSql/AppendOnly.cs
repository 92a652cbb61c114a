using Microsoft.EntityFrameworkCore.Migrations;

namespace ReleasePortal.Data.Migrations.PostgreSql;

/// <summary>The database itself refuses to alter or delete what the history says (design.md, section 7).</summary>
internal static class AppendOnly
{
    public static void Create(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE FUNCTION releaseportal_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                RAISE EXCEPTION 'The history is append only.';
            END
            $body$;
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "Entries_Refuse_Rows" BEFORE UPDATE OR DELETE ON "Entries"
                FOR EACH ROW EXECUTE FUNCTION releaseportal_append_only();
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "Entries_Refuse_Truncate" BEFORE TRUNCATE ON "Entries"
                FOR EACH STATEMENT EXECUTE FUNCTION releaseportal_append_only();
            """);
    }

    public static void CreateForCheckpoints(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "Checkpoints_Refuse_Rows" BEFORE UPDATE OR DELETE ON "Checkpoints"
                FOR EACH ROW EXECUTE FUNCTION releaseportal_append_only();
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "Checkpoints_Refuse_Truncate" BEFORE TRUNCATE ON "Checkpoints"
                FOR EACH STATEMENT EXECUTE FUNCTION releaseportal_append_only();
            """);
    }

    /// <summary>Entries may go up to the archived mark; the mark goes on only to where an entry of the history says.</summary>
    public static void AllowArchived(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE FUNCTION releaseportal_archived_only() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                IF TG_OP = 'DELETE' AND OLD."Sequence" <= COALESCE((SELECT MAX("Last") FROM "Archives"), 0) THEN
                    RETURN OLD;
                END IF;
                IF TG_OP = 'INSERT' AND NEW."Sequence" > COALESCE((SELECT MAX("Last") FROM "Archives"), 0) THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'The history is append only.';
            END
            $body$;
            """);
        migrationBuilder.Sql(
            """
            CREATE FUNCTION releaseportal_archive_follows() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                IF NEW."First" <> COALESCE((SELECT MAX("Last") FROM "Archives"), 0) + 1
                    OR NOT EXISTS (SELECT 1 FROM "Checkpoints" WHERE "Sequence" = NEW."Last")
                    OR NOT EXISTS (
                        SELECT 1 FROM "Entries"
                        WHERE "Action" = 'ArchiveHistory' AND "Sequence" > NEW."Last"
                            AND ("Canonical"::jsonb -> 'after' ->> 'last')::bigint = NEW."Last"
                            AND "Canonical"::jsonb -> 'after' ->> 'sha256' = NEW."Sha256") THEN
                    RAISE EXCEPTION 'The archived mark follows the history.';
                END IF;
                RETURN NEW;
            END
            $body$;
            """);
        migrationBuilder.Sql(
            """
            CREATE FUNCTION releaseportal_base_copies() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                IF TG_OP = 'INSERT' AND EXISTS (
                    SELECT 1 FROM "Entries" AS entry
                    WHERE entry."Sequence" = NEW."Sequence" AND entry."Canonical" = NEW."Canonical" AND entry."Hash" = NEW."Hash"
                        AND entry."SubjectId" = NEW."SubjectId" AND entry."Environment" IS NOT DISTINCT FROM NEW."Environment") THEN
                    RETURN NEW;
                END IF;
                IF TG_OP = 'DELETE' AND EXISTS (
                    SELECT 1 FROM "BaseEntries" AS later
                    WHERE later."SubjectId" = OLD."SubjectId" AND later."Environment" IS NOT DISTINCT FROM OLD."Environment"
                        AND later."Sequence" > OLD."Sequence") THEN
                    RETURN OLD;
                END IF;
                RAISE EXCEPTION 'The history is append only.';
            END
            $body$;
            """);
        migrationBuilder.Sql("""DROP TRIGGER "Entries_Refuse_Rows" ON "Entries";""");
        foreach (var (name, act, table, function) in new[]
        {
            ("Entries_Refuse_Rows", "UPDATE", "Entries", "append_only"),
            ("Entries_Refuse_Unarchived", "INSERT OR DELETE", "Entries", "archived_only"),
            ("Archives_Refuse_Insert", "INSERT", "Archives", "archive_follows"),
            ("Archives_Refuse_Rows", "UPDATE OR DELETE", "Archives", "append_only"),
            ("BaseEntries_Refuse_Others", "INSERT OR DELETE", "BaseEntries", "base_copies"),
            ("BaseEntries_Refuse_Rows", "UPDATE", "BaseEntries", "append_only"),
        })
        {
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER "{name}" BEFORE {act} ON "{table}"
                    FOR EACH ROW EXECUTE FUNCTION releaseportal_{function}();
                """);
        }

        foreach (var table in new[] { "Archives", "BaseEntries" })
        {
            migrationBuilder.Sql(
                $"""
                CREATE TRIGGER "{table}_Refuse_Truncate" BEFORE TRUNCATE ON "{table}"
                    FOR EACH STATEMENT EXECUTE FUNCTION releaseportal_append_only();
                """);
        }
    }

    /// <summary>As it was before <see cref="AllowArchived"/>; the tables' own triggers go with the tables.</summary>
    public static void RefuseArchived(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""DROP TRIGGER "Entries_Refuse_Unarchived" ON "Entries";""");
        migrationBuilder.Sql("""DROP TRIGGER "Entries_Refuse_Rows" ON "Entries";""");
        migrationBuilder.Sql(
            """
            CREATE TRIGGER "Entries_Refuse_Rows" BEFORE UPDATE OR DELETE ON "Entries"
                FOR EACH ROW EXECUTE FUNCTION releaseportal_append_only();
            """);
        migrationBuilder.Sql("DROP FUNCTION releaseportal_archived_only();");
    }
}
