using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AudioSampler.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Marks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "corrected", table: "file_summary", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "favourite",
                table: "file_summary",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<int>(name: "rating", table: "file_summary", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<int>(name: "rules", table: "file_summary", type: "INTEGER", nullable: false, defaultValue: 0);

            migrationBuilder.AddColumn<string>(name: "type", table: "file_summary", type: "TEXT", nullable: true);

            migrationBuilder.CreateTable(
                name: "collections",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    created_ticks = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collections", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "history",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    at_ticks = table.Column<long>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    changes = table.Column<string>(type: "TEXT", nullable: false),
                    undone = table.Column<bool>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_history", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "marks",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    audio_id = table.Column<long>(type: "INTEGER", nullable: false),
                    region_id = table.Column<long>(type: "INTEGER", nullable: true),
                    start_s = table.Column<double>(type: "REAL", nullable: true),
                    end_s = table.Column<double>(type: "REAL", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    overrides = table.Column<string>(type: "TEXT", nullable: true),
                    rating = table.Column<int>(type: "INTEGER", nullable: true),
                    favourite = table.Column<bool>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marks", x => x.id);
                    table.CheckConstraint("CK_marks_stretch", "(start_s IS NULL) = (end_s IS NULL)");
                    table.ForeignKey(
                        name: "FK_marks_audio_audio_id",
                        column: x => x.audio_id,
                        principalTable: "audio",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "region_summary",
                columns: table => new
                {
                    region_id = table.Column<long>(type: "INTEGER", nullable: false),
                    audio_id = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    start_s = table.Column<double>(type: "REAL", nullable: false),
                    duration_s = table.Column<double>(type: "REAL", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: true),
                    type = table.Column<string>(type: "TEXT", nullable: true),
                    bpm = table.Column<double>(type: "REAL", nullable: true),
                    time_signature = table.Column<string>(type: "TEXT", nullable: true),
                    key = table.Column<string>(type: "TEXT", nullable: true),
                    tonic = table.Column<int>(type: "INTEGER", nullable: true),
                    mode = table.Column<string>(type: "TEXT", nullable: true),
                    camelot = table.Column<string>(type: "TEXT", nullable: true),
                    root_midi = table.Column<int>(type: "INTEGER", nullable: true),
                    loudness_lufs = table.Column<double>(type: "REAL", nullable: true),
                    tags = table.Column<string>(type: "TEXT", nullable: false),
                    labels = table.Column<string>(type: "TEXT", nullable: false),
                    rating = table.Column<int>(type: "INTEGER", nullable: true),
                    favourite = table.Column<bool>(type: "INTEGER", nullable: false),
                    corrected = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_region_summary", x => x.region_id);
                    table.ForeignKey(
                        name: "FK_region_summary_regions_region_id",
                        column: x => x.region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "region_vectors",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    region_id = table.Column<long>(type: "INTEGER", nullable: false),
                    model = table.Column<string>(type: "TEXT", nullable: false),
                    vector = table.Column<byte[]>(type: "BLOB", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_region_vectors", x => x.id);
                    table.ForeignKey(
                        name: "FK_region_vectors_regions_region_id",
                        column: x => x.region_id,
                        principalTable: "regions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "saved_searches",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    target = table.Column<string>(type: "TEXT", nullable: false),
                    query = table.Column<string>(type: "TEXT", nullable: false),
                    sort = table.Column<string>(type: "TEXT", nullable: true),
                    created_ticks = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saved_searches", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "collection_items",
                columns: table => new
                {
                    collection_id = table.Column<long>(type: "INTEGER", nullable: false),
                    mark_id = table.Column<long>(type: "INTEGER", nullable: false),
                    added_ticks = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_items", x => new { x.collection_id, x.mark_id });
                    table.ForeignKey(
                        name: "FK_collection_items_collections_collection_id",
                        column: x => x.collection_id,
                        principalTable: "collections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "FK_collection_items_marks_mark_id",
                        column: x => x.mark_id,
                        principalTable: "marks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "mark_tags",
                columns: table => new
                {
                    mark_id = table.Column<long>(type: "INTEGER", nullable: false),
                    tag = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mark_tags", x => new { x.mark_id, x.tag });
                    table.ForeignKey(
                        name: "FK_mark_tags_marks_mark_id",
                        column: x => x.mark_id,
                        principalTable: "marks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "IX_file_summary_rules", table: "file_summary", column: "rules");

            migrationBuilder.CreateIndex(name: "IX_collection_items_mark_id", table: "collection_items", column: "mark_id");

            migrationBuilder.CreateIndex(name: "IX_collections_name", table: "collections", column: "name", unique: true);

            migrationBuilder.CreateIndex(name: "IX_mark_tags_tag", table: "mark_tags", column: "tag");

            migrationBuilder.CreateIndex(name: "IX_marks_audio_id", table: "marks", column: "audio_id");

            migrationBuilder.CreateIndex(
                name: "IX_marks_region_id",
                table: "marks",
                column: "region_id",
                unique: true,
                filter: "region_id IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_marks_whole",
                table: "marks",
                column: "audio_id",
                unique: true,
                filter: "start_s IS NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_region_summary_audio_id_position",
                table: "region_summary",
                columns: new[] { "audio_id", "position" }
            );

            migrationBuilder.CreateIndex(name: "IX_region_vectors_region_id", table: "region_vectors", column: "region_id", unique: true);

            migrationBuilder.CreateIndex(name: "IX_saved_searches_name", table: "saved_searches", column: "name", unique: true);

            // What the user said moves from the columns of regions and audio to marks. EF Core would copy both tables to drop a column; SQLite can do it in place.
            migrationBuilder.Sql(
                """
                INSERT INTO marks (audio_id, overrides, favourite) SELECT id, overrides, 0 FROM audio WHERE overrides IS NOT NULL;
                INSERT INTO marks (audio_id, region_id, start_s, end_s, overrides, favourite)
                  SELECT a.id, r.id, r.start_s, r.end_s, r.overrides, 0 FROM regions r JOIN audio a ON a.generation_id = r.generation_id
                  WHERE r.overrides IS NOT NULL;
                ALTER TABLE regions DROP COLUMN overrides;
                ALTER TABLE audio DROP COLUMN overrides;
                """
            );

            // The full-text index gets columns for the user's tags and notes, and regions get one of their own. The program fills them again from the other
            // tables, some at each start, because summaries of before have rules 0; until then files are found by what the index held before.
            migrationBuilder.Sql(
                """
                DROP TABLE search_text;
                CREATE VIRTUAL TABLE search_text USING fts5(name, folder, tags, labels, metadata, mine, note,
                  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Mn'", prefix = '2 3 4', content = '', contentless_delete = 1);
                CREATE VIRTUAL TABLE region_text USING fts5(name, folder, tags, labels, metadata, mine, note,
                  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Mn'", prefix = '2 3 4', content = '', contentless_delete = 1);
                INSERT INTO search_text (rowid, name, folder, tags, labels, metadata, mine, note)
                SELECT f.id, f.name || char(10) || f.words, f.folder,
                  (SELECT group_concat(t.label, char(10)) FROM tags t WHERE t.generation_id = a.generation_id),
                  s.labels,
                  (SELECT group_concat(m.value, char(10)) FROM json_each(f.facts, '$.metadata') m), NULL, NULL
                FROM files f LEFT JOIN audio a ON a.id = f.audio_id LEFT JOIN file_summary s ON s.generation_id = a.generation_id;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TABLE region_text;
                DROP TABLE search_text;
                CREATE VIRTUAL TABLE search_text USING fts5(name, folder, tags, labels, metadata,
                  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Mn'", prefix = '2 3 4', content = '', contentless_delete = 1);
                """
            );

            migrationBuilder.DropTable(name: "collection_items");

            migrationBuilder.DropTable(name: "history");

            migrationBuilder.DropTable(name: "mark_tags");

            migrationBuilder.DropTable(name: "region_summary");

            migrationBuilder.DropTable(name: "region_vectors");

            migrationBuilder.DropTable(name: "saved_searches");

            migrationBuilder.DropTable(name: "collections");

            migrationBuilder.DropTable(name: "marks");

            migrationBuilder.DropIndex(name: "IX_file_summary_rules", table: "file_summary");

            migrationBuilder.DropColumn(name: "corrected", table: "file_summary");

            migrationBuilder.DropColumn(name: "favourite", table: "file_summary");

            migrationBuilder.DropColumn(name: "rating", table: "file_summary");

            migrationBuilder.DropColumn(name: "rules", table: "file_summary");

            migrationBuilder.DropColumn(name: "type", table: "file_summary");

            migrationBuilder.AddColumn<string>(name: "overrides", table: "regions", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<string>(name: "overrides", table: "audio", type: "TEXT", nullable: true);
        }
    }
}
