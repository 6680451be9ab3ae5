using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AudioSampler.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RemovedFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "removed_files",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    removed_ticks = table.Column<long>(type: "INTEGER", nullable: false),
                    history_id = table.Column<long>(type: "INTEGER", nullable: false),
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    folder = table.Column<string>(type: "TEXT", nullable: false),
                    size_bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_ticks = table.Column<long>(type: "INTEGER", nullable: false),
                    content_hash = table.Column<string>(type: "TEXT", nullable: true),
                    audio_id = table.Column<long>(type: "INTEGER", nullable: true),
                    format = table.Column<string>(type: "TEXT", nullable: true),
                    codec = table.Column<string>(type: "TEXT", nullable: true),
                    sample_rate = table.Column<int>(type: "INTEGER", nullable: true),
                    channels = table.Column<int>(type: "INTEGER", nullable: true),
                    duration_s = table.Column<double>(type: "REAL", nullable: true),
                    recorded_at = table.Column<string>(type: "TEXT", nullable: true),
                    facts = table.Column<string>(type: "TEXT", nullable: true),
                    warnings = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    failure = table.Column<string>(type: "TEXT", nullable: true),
                    added_ticks = table.Column<long>(type: "INTEGER", nullable: false),
                    missing = table.Column<bool>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_removed_files", x => x.id);
                    table.ForeignKey(
                        name: "FK_removed_files_audio_audio_id",
                        column: x => x.audio_id,
                        principalTable: "audio",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "IX_removed_files_audio_id", table: "removed_files", column: "audio_id");

            migrationBuilder.CreateIndex(name: "IX_removed_files_history_id", table: "removed_files", column: "history_id");

            migrationBuilder.CreateIndex(name: "IX_removed_files_path", table: "removed_files", column: "path", unique: true);

            migrationBuilder.CreateIndex(name: "IX_removed_files_removed_ticks", table: "removed_files", column: "removed_ticks");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "removed_files");
        }
    }
}
