using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AudioSampler.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class IndexMerges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Merging is done beside the writes, in small steps; a write does it only where those fall far behind.
            migrationBuilder.Sql(
                """
                INSERT INTO search_text (search_text, rank) VALUES ('automerge', 0), ('crisismerge', 40);
                INSERT INTO region_text (region_text, rank) VALUES ('automerge', 0), ('crisismerge', 40);
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                INSERT INTO search_text (search_text, rank) VALUES ('automerge', 4), ('crisismerge', 16);
                INSERT INTO region_text (region_text, rank) VALUES ('automerge', 4), ('crisismerge', 16);
                """
            );
        }
    }
}
