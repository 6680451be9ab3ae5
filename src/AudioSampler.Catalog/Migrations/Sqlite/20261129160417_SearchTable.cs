using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AudioSampler.Catalog.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SearchTable : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Regions keep only their own words: those of their files are looked up with the files. What is said of a region stands apart from what is said of its file.
            migrationBuilder.Sql(
                """
                DROP TABLE search_text;
                DROP TABLE region_text;
                CREATE VIRTUAL TABLE search_text USING fts5(name, folder, tags, labels, metadata, mine, note, region_mine, region_note,
                  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Mn'", prefix = '2 3 4', content = '', contentless_delete = 1);
                CREATE VIRTUAL TABLE region_text USING fts5(name, tags, labels, mine, note,
                  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Mn'", prefix = '2 3 4', content = '', contentless_delete = 1);
                INSERT INTO search_text (rowid, name, folder, tags, labels, metadata, mine, note, region_mine, region_note)
                SELECT f.id, f.name || char(10) || f.words, f.folder,
                  (SELECT group_concat(t.label, char(10)) FROM tags t WHERE t.generation_id = a.generation_id),
                  s.labels,
                  (SELECT group_concat(m.value, char(10)) FROM json_each(f.facts, '$.metadata') m),
                  (SELECT group_concat(t.tag, char(10)) FROM marks m JOIN mark_tags t ON t.mark_id = m.id WHERE m.audio_id = f.audio_id AND m.start_s IS NULL),
                  (SELECT group_concat(concat_ws(char(10), m.name, m.note), char(10)) FROM marks m WHERE m.audio_id = f.audio_id AND m.start_s IS NULL),
                  (SELECT group_concat(t.tag, char(10)) FROM marks m JOIN mark_tags t ON t.mark_id = m.id WHERE m.audio_id = f.audio_id AND m.start_s IS NOT NULL),
                  (SELECT group_concat(concat_ws(char(10), m.name, m.note), char(10)) FROM marks m WHERE m.audio_id = f.audio_id AND m.start_s IS NOT NULL)
                FROM files f LEFT JOIN audio a ON a.id = f.audio_id LEFT JOIN file_summary s ON s.generation_id = a.generation_id;
                INSERT INTO region_text (rowid, name, tags, labels, mine, note)
                SELECT s.region_id, s.name,
                  (SELECT group_concat(t.value, char(10)) FROM json_each(s.tags) t),
                  s.labels,
                  (SELECT group_concat(t.tag, char(10)) FROM marks m JOIN mark_tags t ON t.mark_id = m.id WHERE m.region_id = s.region_id),
                  (SELECT m.note FROM marks m WHERE m.region_id = s.region_id)
                FROM region_summary s;
                """
            );

            // What changes of the columns that searches look at is written down, so that a process that holds them in memory reads no more than that again.
            migrationBuilder.Sql(
                """
                CREATE TABLE search_changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, file_id INTEGER, audio_id INTEGER);
                CREATE TABLE search_epoch (id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL);
                INSERT INTO search_epoch (id, token) VALUES (1, hex(randomblob(16)));
                CREATE TRIGGER search_changes_kept AFTER INSERT ON search_changes WHEN NEW.seq % 10000 = 0
                  BEGIN DELETE FROM search_changes WHERE seq <= NEW.seq - 100000; END;
                CREATE TRIGGER search_files_new AFTER INSERT ON files BEGIN INSERT INTO search_changes (file_id) VALUES (NEW.id); END;
                CREATE TRIGGER search_files_old AFTER DELETE ON files BEGIN INSERT INTO search_changes (file_id) VALUES (OLD.id); END;
                CREATE TRIGGER search_files_changed AFTER UPDATE ON files BEGIN INSERT INTO search_changes (file_id) VALUES (NEW.id); END;
                CREATE TRIGGER search_regions_new AFTER INSERT ON region_summary BEGIN INSERT INTO search_changes (audio_id) VALUES (NEW.audio_id); END;
                CREATE TRIGGER search_regions_old AFTER DELETE ON region_summary BEGIN INSERT INTO search_changes (audio_id) VALUES (OLD.audio_id); END;
                CREATE TRIGGER search_regions_changed AFTER UPDATE ON region_summary BEGIN INSERT INTO search_changes (audio_id) VALUES (NEW.audio_id); END;
                CREATE TRIGGER search_summary_new AFTER INSERT ON file_summary
                  BEGIN INSERT INTO search_changes (audio_id) SELECT audio_id FROM generations WHERE id = NEW.generation_id; END;
                CREATE TRIGGER search_summary_changed AFTER UPDATE ON file_summary
                  BEGIN INSERT INTO search_changes (audio_id) SELECT audio_id FROM generations WHERE id = NEW.generation_id; END;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER search_files_new;
                DROP TRIGGER search_files_old;
                DROP TRIGGER search_files_changed;
                DROP TRIGGER search_regions_new;
                DROP TRIGGER search_regions_old;
                DROP TRIGGER search_regions_changed;
                DROP TRIGGER search_summary_new;
                DROP TRIGGER search_summary_changed;
                DROP TABLE search_changes;
                DROP TABLE search_epoch;
                DROP TABLE search_text;
                DROP TABLE region_text;
                CREATE VIRTUAL TABLE search_text USING fts5(name, folder, tags, labels, metadata, mine, note,
                  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Mn'", prefix = '2 3 4', content = '', contentless_delete = 1);
                CREATE VIRTUAL TABLE region_text USING fts5(name, folder, tags, labels, metadata, mine, note,
                  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Mn'", prefix = '2 3 4', content = '', contentless_delete = 1);
                UPDATE file_summary SET rules = 0;
                """
            );
        }
    }
}
