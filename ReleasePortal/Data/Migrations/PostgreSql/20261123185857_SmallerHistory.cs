using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReleasePortal.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class SmallerHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_EntryTexts",
                table: "EntryTexts");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "EntryTexts");

            migrationBuilder.DropColumn(
                name: "PreviousHash",
                table: "Entries");

            migrationBuilder.DropColumn(
                name: "PreviousHash",
                table: "BaseEntries");

            migrationBuilder.AddPrimaryKey(
                name: "PK_EntryTexts",
                table: "EntryTexts",
                columns: new[] { "Sequence", "Salt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("What earlier versions stored beside an entry is worked out from it by this one: to go back, restore a backup.");
    }
}
