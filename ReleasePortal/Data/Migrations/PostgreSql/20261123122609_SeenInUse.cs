using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReleasePortal.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class SeenInUse : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "UseCounts",
                columns: table => new
                {
                    UseId = table.Column<long>(type: "bigint", nullable: false),
                    Span = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UseCounts", x => new { x.UseId, x.Span, x.At });
                });

            migrationBuilder.CreateTable(
                name: "Uses",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Control = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    Environment = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    KeyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Way = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Variant = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    FirstMinute = table.Column<long>(type: "bigint", nullable: false),
                    LastMinute = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Uses", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Uses_Control",
                table: "Uses",
                column: "Control");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "UseCounts");

            migrationBuilder.DropTable(
                name: "Uses");
        }
    }
}
