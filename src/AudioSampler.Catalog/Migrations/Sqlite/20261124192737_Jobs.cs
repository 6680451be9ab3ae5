using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AudioSampler.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Jobs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(name: "job_id", table: "generations", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<string>(name: "recipe", table: "generations", type: "TEXT", nullable: true);

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    paths = table.Column<string>(type: "TEXT", nullable: false),
                    only = table.Column<string>(type: "TEXT", nullable: true),
                    force = table.Column<bool>(type: "INTEGER", nullable: false),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    created_ticks = table.Column<long>(type: "INTEGER", nullable: false),
                    started_ticks = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_ticks = table.Column<long>(type: "INTEGER", nullable: true),
                    files_total = table.Column<int>(type: "INTEGER", nullable: true),
                    files_done = table.Column<int>(type: "INTEGER", nullable: false),
                    files_failed = table.Column<int>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    heartbeat_ticks = table.Column<long>(type: "INTEGER", nullable: true),
                    cancel_requested = table.Column<bool>(type: "INTEGER", nullable: false),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "job_files",
                columns: table => new
                {
                    job_id = table.Column<long>(type: "INTEGER", nullable: false),
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    named = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    file_id = table.Column<long>(type: "INTEGER", nullable: true),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_files", x => new { x.job_id, x.path });
                    table.ForeignKey(
                        name: "FK_job_files_files_file_id",
                        column: x => x.file_id,
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull
                    );
                    table.ForeignKey(
                        name: "FK_job_files_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_generations_job_id",
                table: "generations",
                column: "job_id",
                filter: "job_id IS NOT NULL"
            );

            migrationBuilder.CreateIndex(name: "IX_job_files_file_id", table: "job_files", column: "file_id");

            migrationBuilder.CreateIndex(name: "IX_jobs_state", table: "jobs", column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "job_files");

            migrationBuilder.DropTable(name: "jobs");

            migrationBuilder.DropIndex(name: "IX_generations_job_id", table: "generations");

            migrationBuilder.DropColumn(name: "job_id", table: "generations");

            migrationBuilder.DropColumn(name: "recipe", table: "generations");
        }
    }
}
