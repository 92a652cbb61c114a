using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReleasePortal.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Timeline : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Arrivals",
                columns: table => new
                {
                    Control = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    Environment = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    Software = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Arrivals", x => new { x.Control, x.Environment, x.Software });
                });

            // Of what was deployed before there was this table.
            migrationBuilder.Sql("""
                INSERT INTO "Arrivals" ("Control", "Environment", "Software", "At")
                SELECT carried."Control", deployment."Environment", deployment."Software", MIN(deployment."At")
                FROM "CarriedControls" AS carried
                JOIN "Deployments" AS deployment ON deployment."VersionId" = carried."VersionId"
                WHERE deployment."Kind" <> 'Removed'
                GROUP BY carried."Control", deployment."Environment", deployment."Software"
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Arrivals");
        }
    }
}
