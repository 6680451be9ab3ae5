using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AudioSampler.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Similarity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(name: "IX_region_vectors_model_id", table: "region_vectors", columns: new[] { "model", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_region_vectors_model_id", table: "region_vectors");
        }
    }
}
