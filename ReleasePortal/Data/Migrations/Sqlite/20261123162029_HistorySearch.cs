using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReleasePortal.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class HistorySearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Entries_Correlation",
                table: "Entries");

            SearchTables.PackIndexes(migrationBuilder);
            SearchTables.Create(migrationBuilder);
            SearchTables.PackTexts(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            SearchTables.UnpackTexts(migrationBuilder);
            SearchTables.Drop(migrationBuilder);
            SearchTables.UnpackIndexes(migrationBuilder);

            migrationBuilder.CreateIndex(
                name: "IX_Entries_Correlation",
                table: "Entries",
                column: "Correlation");
        }
    }
}
