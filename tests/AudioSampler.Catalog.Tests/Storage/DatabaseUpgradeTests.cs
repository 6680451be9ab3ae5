using AudioSampler.Catalog.Storage;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AudioSampler.Catalog.Tests.Storage;

public sealed class DatabaseUpgradeTests
{
    [Fact]
    public void Migrations_describe_the_model()
    {
        using var context = DatabaseUpgrade.OpenContext("Data Source=:memory:");

        Assert.False(context.Database.HasPendingModelChanges(), "the model changed without a migration: see tools/Migrations/README.md");
        Assert.Equal(context.Database.GetMigrations(), DatabaseUpgrade.KnownMigrations, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Older_database_is_backed_up_migrated_and_searchable()
    {
        using var temporary = new TempFolder();
        DataFolder folder = MakeOldDatabase(temporary);

        await using (Catalogue catalogue = await Catalogue.OpenAsync(folder))
        {
            Assert.True(Catalog.Search.SearchQuery.TryParse("kick", out var query, out _));
            var page = await catalogue.SearchAsync(query, new Catalog.Search.SearchWindow(1, 10, Catalog.Search.SearchSort.ByName));
            Assert.Equal("/old/KickLoop.wav", Assert.Single(page.Rows).Path);
        }

        string backup = Assert.Single(Directory.GetFiles(folder.BackupFolder));
        Assert.Equal("ok", Scalar(backup, "PRAGMA integrity_check"));
        Assert.Equal("/old/KickLoop.wav", Scalar(backup, "SELECT path FROM files"));
        Assert.Equal(1L, Scalar(backup, "SELECT count(*) FROM __EFMigrationsHistory"));
    }

    [Fact]
    public async Task Corrections_of_before_marks_are_kept_and_regions_become_searchable()
    {
        using var temporary = new TempFolder();
        var folder = new DataFolder(temporary.File("data"));
        folder.Create();
        await using (var context = DatabaseUpgrade.OpenContext($"Data Source={folder.DatabasePath};Pooling=False"))
        {
            await context.GetService<IMigrator>().MigrateAsync("20261124192737_Jobs");
        }

        Execute(
            folder.DatabasePath,
            """
            INSERT INTO audio (id, audio_hash, generation_id, overrides) VALUES (1, 'sha256:1', 1, '{"tempo.bpm":96}');
            INSERT INTO generations (id, audio_id, writer, document)
              VALUES (1, 1, 'w', '{"path":"","status":"complete","summary":{"tempo":{"bpm":48,"confidence":0.5},"regions":2}}');
            INSERT INTO regions (id, generation_id, position, name, start_s, end_s, overrides)
              VALUES (11, 1, 0, 'a-r1', 0, 1, NULL), (12, 1, 1, 'a-r2', 2, 3, '{"key.key":"C major"}');
            INSERT INTO region_analysis (region_id, analyzer, status, version, record)
              VALUES (11, 'sample', 'ok', '1.0', '{"status":"ok","version":"1.0","result":{"type":"loop","confidence":0.9}}');
            INSERT INTO file_summary (generation_id, bpm, regions, failed_analyses, labels) VALUES (1, 48, 2, 0, '');
            INSERT INTO files (path, name, words, folder, size_bytes, modified_ticks, audio_id, facts, warnings, status, added_ticks, missing)
              VALUES ('/old/a.wav', 'a.wav', 'a wav', '/old', 1, 1, 1, '{"name":"a.wav","format":"wav","codec":"pcm","sample_rate":44100,"channels":1,"size_bytes":1,"duration_s":3}', '[]', 'complete', 1, 0);
            """
        );

        await using Catalogue catalogue = await Catalogue.OpenAsync(folder);

        AnalysisDocument document = (await catalogue.GetDocumentAsync("/old/a.wav"))!;
        Assert.Equal(96, document.Overrides!["tempo.bpm"].GetInt32());
        Assert.Equal("C major", document.Regions[1].Overrides!["key.key"].GetString());
        Assert.Equal(12, await RegionAsync(catalogue, "key:8B"));
        Assert.Equal(11, await RegionAsync(catalogue, "type:loop"));
        Assert.Empty(await Testing.CatalogueInvariants.CheckAsync(folder.DatabasePath));

        static async Task<long> RegionAsync(Catalogue catalogue, string text)
        {
            Assert.True(Catalog.Search.SearchQuery.TryParse(text, out var query, out _, Catalog.Search.SearchTarget.Regions));
            Assert.True(Catalog.Search.SearchSort.TryParse("", out var sort, out _, Catalog.Search.SearchTarget.Regions));
            return Assert.Single((await catalogue.SearchRegionsAsync(query, new Catalog.Search.SearchWindow(1, 10, sort))).Rows).RegionId;
        }
    }

    [Fact]
    public async Task Opening_again_makes_no_backup_and_keeps_what_is_there()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument stored = await test.StoreAsync(Documents.Rich("/music/a.wav"));

        await test.ReopenAsync();

        Assert.Empty(Directory.GetFiles(test.Data.BackupFolder));
        Assert.Equal(Documents.ToJson(stored), Documents.ToJson(await test.Catalogue.GetDocumentAsync(stored.Path)));
    }

    [Fact]
    public async Task Lock_left_by_a_migration_that_died_does_not_block_the_next()
    {
        using var temporary = new TempFolder();
        DataFolder folder = MakeOldDatabase(temporary);
        Execute(
            folder.DatabasePath,
            """
            CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL);
            INSERT INTO __EFMigrationsLock VALUES (1, '2026-11-22 10:00:00');
            """
        );

        await using Catalogue catalogue = await Catalogue.OpenAsync(folder);

        await catalogue.PingAsync();
    }

    [Fact]
    public async Task Only_the_newest_five_backups_are_kept()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        using var database = new CatalogueDatabase(test.Data);
        var made = new List<string>();
        for (int i = 0; i < 7; i++)
        {
            made.Add(DatabaseBackup.Make(database)!);
        }

        Assert.Equal(made.TakeLast(5), Directory.GetFiles(test.Data.BackupFolder).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Many_open_a_new_catalogue_at_once()
    {
        using var temporary = new TempFolder();
        var folder = new DataFolder(temporary.File("data"));

        Catalogue[] opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Catalogue.OpenAsync(folder)));

        foreach (Catalogue catalogue in opened)
        {
            await catalogue.PingAsync();
        }

        foreach (Catalogue catalogue in opened)
        {
            await catalogue.DisposeAsync();
        }
    }

    [Fact]
    public async Task Connections_have_their_pragmas_whoever_opens_them()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        using var database = new CatalogueDatabase(test.Data);
        await using var context = DatabaseUpgrade.OpenContext(database.ConnectionString);
        await context.Database.OpenConnectionAsync();

        foreach (var connection in new[] { (SqliteConnection)context.Database.GetDbConnection(), null })
        {
            object? Ask(string pragma) => connection is null ? database.Run(own => own.Value(pragma)) : connection.Value(pragma);
            Assert.Equal("wal", Ask("PRAGMA journal_mode"));
            Assert.Equal(1L, Ask("PRAGMA foreign_keys"));
            Assert.Equal(1L, Ask("PRAGMA synchronous"));
            Assert.Equal(500L, Ask("PRAGMA busy_timeout"));
        }
    }

    /// <summary>A database as the first version made it, with one file.</summary>
    private static DataFolder MakeOldDatabase(TempFolder temporary)
    {
        var folder = new DataFolder(temporary.File("data"));
        folder.Create();
        using (var context = DatabaseUpgrade.OpenContext($"Data Source={folder.DatabasePath};Pooling=False"))
        {
            context.GetService<IMigrator>().Migrate("20261122100000_Initial");
        }

        Execute(
            folder.DatabasePath,
            """
            INSERT INTO files (path, name, words, folder, size_bytes, modified_ticks, warnings, status, failure, added_ticks, missing)
            VALUES ('/old/KickLoop.wav', 'KickLoop.wav', 'Kick Loop wav', '/old', 1, 1, '[]', 'failed', '{"path":"/old/KickLoop.wav","status":"failed"}', 1, 0)
            """
        );
        return folder;
    }

    private static object? Scalar(string path, string statement)
    {
        using SqliteConnection connection = Open(path);
        return connection.Value(statement);
    }

    private static void Execute(string path, string statement)
    {
        using SqliteConnection connection = Open(path);
        connection.Execute(statement);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}
