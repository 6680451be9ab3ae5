using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AudioSampler.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SearchIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Lists are by name, whatever the case, unless somebody says otherwise: a page of them is read off this index.
            migrationBuilder.Sql("CREATE INDEX IX_files_by_name ON files (name COLLATE NOCASE, id)");

            // The few files that are away or failed are counted twice a second while somebody watches.
            migrationBuilder.Sql("CREATE INDEX IX_files_missing ON files (id) WHERE missing");
            migrationBuilder.Sql("CREATE INDEX IX_files_failed ON files (id) WHERE failure IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_region_summary_bpm_audio_id",
                table: "region_summary",
                columns: new[] { "bpm", "audio_id" },
                filter: "bpm IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_region_summary_duration_s_audio_id",
                table: "region_summary",
                columns: new[] { "duration_s", "audio_id" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_region_summary_favourite_audio_id",
                table: "region_summary",
                columns: new[] { "favourite", "audio_id" },
                filter: "favourite"
            );

            migrationBuilder.CreateIndex(
                name: "IX_region_summary_rating_audio_id",
                table: "region_summary",
                columns: new[] { "rating", "audio_id" },
                filter: "rating IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_region_summary_root_midi_audio_id",
                table: "region_summary",
                columns: new[] { "root_midi", "audio_id" },
                filter: "root_midi IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_region_summary_tonic_mode_audio_id",
                table: "region_summary",
                columns: new[] { "tonic", "mode", "audio_id" },
                filter: "tonic IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_region_summary_type_audio_id",
                table: "region_summary",
                columns: new[] { "type", "audio_id" }
            );

            migrationBuilder.CreateIndex(name: "IX_file_summary_bpm", table: "file_summary", column: "bpm", filter: "bpm IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_file_summary_rating",
                table: "file_summary",
                column: "rating",
                filter: "rating IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_file_summary_tonic_mode",
                table: "file_summary",
                columns: new[] { "tonic", "mode" },
                filter: "tonic IS NOT NULL"
            );

            migrationBuilder.CreateIndex(name: "IX_audio_generation_id", table: "audio", column: "generation_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX IX_files_failed");
            migrationBuilder.Sql("DROP INDEX IX_files_missing");
            migrationBuilder.Sql("DROP INDEX IX_files_by_name");

            migrationBuilder.DropIndex(name: "IX_region_summary_bpm_audio_id", table: "region_summary");

            migrationBuilder.DropIndex(name: "IX_region_summary_duration_s_audio_id", table: "region_summary");

            migrationBuilder.DropIndex(name: "IX_region_summary_favourite_audio_id", table: "region_summary");

            migrationBuilder.DropIndex(name: "IX_region_summary_rating_audio_id", table: "region_summary");

            migrationBuilder.DropIndex(name: "IX_region_summary_root_midi_audio_id", table: "region_summary");

            migrationBuilder.DropIndex(name: "IX_region_summary_tonic_mode_audio_id", table: "region_summary");

            migrationBuilder.DropIndex(name: "IX_region_summary_type_audio_id", table: "region_summary");

            migrationBuilder.DropIndex(name: "IX_file_summary_bpm", table: "file_summary");

            migrationBuilder.DropIndex(name: "IX_file_summary_rating", table: "file_summary");

            migrationBuilder.DropIndex(name: "IX_file_summary_tonic_mode", table: "file_summary");

            migrationBuilder.DropIndex(name: "IX_audio_generation_id", table: "audio");
        }
    }
}
