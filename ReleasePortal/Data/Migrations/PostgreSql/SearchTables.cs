using Microsoft.EntityFrameworkCore.Migrations;

namespace ReleasePortal.Data.Migrations.PostgreSql;

/// <summary>What the history is searched with.</summary>
internal static class SearchTables
{
    // Beside the entries, which nobody may alter: a document is made again when a person is forgotten.
    public static void Create(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""CREATE TABLE "EntrySearch" ("Sequence" bigint PRIMARY KEY, "Words" tsvector NOT NULL);""");
        migrationBuilder.Sql("""CREATE INDEX "IX_EntrySearch_Words" ON "EntrySearch" USING gin ("Words");""");
    }

    public static void Drop(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""DROP TABLE "EntrySearch";""");
}
