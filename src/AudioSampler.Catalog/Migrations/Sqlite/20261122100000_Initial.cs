using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AudioSampler.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audio",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    audio_hash = table.Column<string>(type: "TEXT", nullable: false),
                    generation_id = table.Column<long>(type: "INTEGER", nullable: true),
                    overrides = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audio", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "roots",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    added_ticks = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_roots", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "files",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
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
                    table.PrimaryKey("PK_files", x => x.id);
                    table.ForeignKey(
                        name: "FK_files_audio_audio_id",
                        column: x => x.audio_id,
                        principalTable: "audio",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "generations",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    audio_id = table.Column<long>(type: "INTEGER", nullable: false),
                    writer = table.Column<string>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_generations", x => x.id);
                    table.ForeignKey(
                        name: "FK_generations_audio_audio_id",
                        column: x => x.audio_id,
                        principalTable: "audio",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "file_summary",
                columns: table => new
                {
                    generation_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: true),
                    bpm = table.Column<double>(type: "REAL", nullable: true),
                    time_signature = table.Column<string>(type: "TEXT", nullable: true),
                    key = table.Column<string>(type: "TEXT", nullable: true),
                    tonic = table.Column<int>(type: "INTEGER", nullable: true),
                    mode = table.Column<string>(type: "TEXT", nullable: true),
                    camelot = table.Column<string>(type: "TEXT", nullable: true),
                    loudness_lufs = table.Column<double>(type: "REAL", nullable: true),
                    regions = table.Column<int>(type: "INTEGER", nullable: false),
                    failed_analyses = table.Column<int>(type: "INTEGER", nullable: false),
                    labels = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_file_summary", x => x.generation_id);
                    table.ForeignKey(
                        name: "FK_file_summary_generations_generation_id",
                        column: x => x.generation_id,
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "regions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    generation_id = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    start_s = table.Column<double>(type: "REAL", nullable: false),
                    end_s = table.Column<double>(type: "REAL", nullable: false),
                    peak_dbfs = table.Column<double>(type: "REAL", nullable: true),
                    rms_dbfs = table.Column<double>(type: "REAL", nullable: true),
                    overrides = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions", x => x.id);
                    table.ForeignKey(
                        name: "FK_regions_generations_generation_id",
                        column: x => x.generation_id,
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "tags",
                columns: table => new
                {
                    generation_id = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    label = table.Column<string>(type: "TEXT", nullable: false),
                    score = table.Column<double>(type: "REAL", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tags", x => new { x.generation_id, x.position });
                    table.ForeignKey(
                        name: "FK_tags_generations_generation_id",
                        column: x => x.generation_id,
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "region_analysis",
                columns: table => new
                {
                    region_id = table.Column<long>(type: "INTEGER", nullable: false),
                    analyzer = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<string>(type: "TEXT", nullable: false),
                    record = table.Column<string>(type: "TEXT", nullable: true),
                    packed = table.Column<byte[]>(type: "BLOB", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_region_analysis", x => new { x.region_id, x.analyzer });
                    table.CheckConstraint("CK_region_analysis_one_form", "(record IS NULL) <> (packed IS NULL)");
                    table.ForeignKey(
                        name: "FK_region_analysis_regions_region_id",
                        column: x => x.region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "IX_audio_audio_hash", table: "audio", column: "audio_hash", unique: true);

            migrationBuilder.CreateIndex(name: "IX_files_audio_id", table: "files", column: "audio_id");

            migrationBuilder.CreateIndex(name: "IX_files_content_hash", table: "files", column: "content_hash");

            migrationBuilder.CreateIndex(name: "IX_files_path", table: "files", column: "path", unique: true);

            migrationBuilder.CreateIndex(name: "IX_generations_audio_id", table: "generations", column: "audio_id");

            migrationBuilder.CreateIndex(name: "IX_generations_writer", table: "generations", column: "writer", filter: "document IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_regions_generation_id_position",
                table: "regions",
                columns: new[] { "generation_id", "position" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_roots_path", table: "roots", column: "path", unique: true);

            migrationBuilder.CreateIndex(name: "IX_tags_label", table: "tags", column: "label");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "file_summary");

            migrationBuilder.DropTable(name: "files");

            migrationBuilder.DropTable(name: "region_analysis");

            migrationBuilder.DropTable(name: "roots");

            migrationBuilder.DropTable(name: "tags");

            migrationBuilder.DropTable(name: "regions");

            migrationBuilder.DropTable(name: "generations");

            migrationBuilder.DropTable(name: "audio");
        }
    }
}
