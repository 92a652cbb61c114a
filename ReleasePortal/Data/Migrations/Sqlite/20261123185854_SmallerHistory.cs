using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReleasePortal.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SmallerHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            SmallerTables.PackTexts(migrationBuilder);
            SmallerTables.PackHashes(migrationBuilder, "Entries");
            SmallerTables.PackHashes(migrationBuilder, "BaseEntries");
            SearchTables.BeginAnew(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("What earlier versions stored beside an entry is worked out from it by this one: to go back, restore a backup.");
    }
}
