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
}
