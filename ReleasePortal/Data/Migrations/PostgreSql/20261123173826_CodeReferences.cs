using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReleasePortal.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class CodeReferences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CodeScans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Repository = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Commit = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Toolkits = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CodeScans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CodeReferences",
                columns: table => new
                {
                    ScanId = table.Column<Guid>(type: "uuid", nullable: false),
                    Control = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Places = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CodeReferences", x => new { x.ScanId, x.Control });
                    table.ForeignKey(
                        name: "FK_CodeReferences_CodeScans_ScanId",
                        column: x => x.ScanId,
                        principalTable: "CodeScans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CodeReferences_Control",
                table: "CodeReferences",
                column: "Control");

            migrationBuilder.CreateIndex(
                name: "IX_CodeScans_Repository",
                table: "CodeScans",
                column: "Repository",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CodeReferences");

            migrationBuilder.DropTable(
                name: "CodeScans");
        }
    }
}
