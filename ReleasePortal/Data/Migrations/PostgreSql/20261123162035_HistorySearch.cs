using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReleasePortal.Data.Migrations.PostgreSql
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

            migrationBuilder.CreateIndex(
                name: "IX_Entries_Correlation_Sequence",
                table: "Entries",
                columns: new[] { "Correlation", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Entries_OnBehalfOf_Sequence",
                table: "Entries",
                columns: new[] { "OnBehalfOf", "Sequence" },
                filter: "\"OnBehalfOf\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_Purpose_Sequence",
                table: "Entries",
                columns: new[] { "Purpose", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Entries_Source_Sequence",
                table: "Entries",
                columns: new[] { "Source", "Sequence" });

            SearchTables.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            SearchTables.Drop(migrationBuilder);

            migrationBuilder.DropIndex(
                name: "IX_Entries_Correlation_Sequence",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Entries_OnBehalfOf_Sequence",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Entries_Purpose_Sequence",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Entries_Source_Sequence",
                table: "Entries");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_Correlation",
                table: "Entries",
                column: "Correlation");
        }
    }
}
