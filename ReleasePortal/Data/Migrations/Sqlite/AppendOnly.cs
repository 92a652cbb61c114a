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
    }
}
