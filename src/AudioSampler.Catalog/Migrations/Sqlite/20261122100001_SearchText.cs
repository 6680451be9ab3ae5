using AudioSampler.Catalog.Model;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AudioSampler.Catalog.Migrations.Sqlite
{
    /// <summary>Adds the full-text index, which EF Core has no model of, and fills it with what is there.</summary>
    [DbContext(typeof(SqliteCatalogueContext))]
    [Migration("20261122100001_SearchText")]
    public partial class SearchText : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Symbols (emoji) count as letters, because names have them. Prefixes of two to four letters are kept, for search as you type.
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE search_text USING fts5(name, folder, tags, labels, metadata,
                  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Mn'", prefix = '2 3 4', content = '', contentless_delete = 1)
                """
            );
            migrationBuilder.Sql(
                """
                INSERT INTO search_text (rowid, name, folder, tags, labels, metadata)
                SELECT f.id, f.name || char(10) || f.words, f.folder,
                  (SELECT group_concat(t.label, char(10)) FROM tags t WHERE t.generation_id = a.generation_id),
                  s.labels,
                  (SELECT group_concat(m.value, char(10)) FROM json_each(f.facts, '$.metadata') m)
                FROM files f LEFT JOIN audio a ON a.id = f.audio_id LEFT JOIN file_summary s ON s.generation_id = a.generation_id
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE search_text");
    }
}
