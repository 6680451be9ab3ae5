using System.Diagnostics;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Tests.Storage;

public sealed class DatabaseUpkeepTests
{
    private const int Writes = 12;

    [Fact]
    public async Task What_was_written_gets_into_the_database_file_soon_while_the_catalogue_is_open()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        using var database = new CatalogueDatabase(test.Data);
        await database.WriteAsync(connection => connection.Execute("INSERT INTO settings (name, value) VALUES ('written', '1')"), default);

        await EventuallyAsync(() => Written(test));
    }

    [Theory]
    [InlineData("search_text")]
    [InlineData("region_text")]
    public async Task Segments_of_an_index_are_merged_beside_the_writes(string index)
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        using var database = new CatalogueDatabase(test.Data);
        long Segments() => (long)database.Read(c => c.Value($"SELECT count(DISTINCT segid) FROM {index}_idx"))!;

        var watch = Stopwatch.StartNew();
        for (int i = 1; i <= Writes; i++)
        {
            await database.WriteAsync(c => c.Execute($"INSERT INTO {index} (rowid, name) VALUES (@id, 'word')", ("@id", i)), default);
        }

        long after = Segments();
        if (watch.Elapsed < DatabaseUpkeep.Pause)
        {
            Assert.Equal(Writes, after); // no write has merged
        }

        await EventuallyAsync(() => Segments() < 4); // what FTS5 merges of its own accord
        Assert.Equal((long)Writes, database.Read(c => c.Value($"SELECT count(*) FROM {index} WHERE {index} MATCH 'word'")));
    }

    [Fact]
    public async Task Upkeep_that_finds_the_database_locked_leaves_the_next_write_unharmed()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        using var database = new CatalogueDatabase(test.Data, patience: TimeSpan.FromSeconds(1));
        await database.WriteAsync(connection => connection.Execute("DELETE FROM settings"), default);
        using (var other = new SqliteConnection(database.ConnectionString))
        {
            other.Open();
            other.Execute("BEGIN EXCLUSIVE");
            await Task.Delay(DatabaseUpkeep.Pause + TimeSpan.FromSeconds(3));
            other.Execute("ROLLBACK");
        }

        await database.WriteAsync(connection => connection.Execute("INSERT INTO settings (name, value) VALUES ('written', '1')"), default);

        await EventuallyAsync(() => Written(test));
    }

    [Theory]
    [InlineData("BEGIN; SELECT count(*) FROM settings")]
    [InlineData("BEGIN EXCLUSIVE")]
    public async Task What_another_program_keeps_in_the_journal_is_carried_over_when_it_is_done(string begin)
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        using var database = new CatalogueDatabase(test.Data, patience: TimeSpan.FromSeconds(1));
        using (var other = new SqliteConnection(database.ConnectionString + ";Pooling=False"))
        {
            other.Open();
            bool reads = begin.Contains("SELECT", StringComparison.Ordinal);
            if (reads)
            {
                other.Value(begin);
            }

            await database.WriteAsync(
                connection => connection.Execute("INSERT OR REPLACE INTO settings (name, value) VALUES ('written', '1')"),
                default
            );
            if (!reads)
            {
                other.Value(begin);
            }

            await Task.Delay(DatabaseUpkeep.Pause + TimeSpan.FromSeconds(3));
            Assert.False(Written(test));
            other.Execute("ROLLBACK");
        }

        await EventuallyAsync(() => Written(test));
    }

    /// <summary>Whether the row is in the file itself, without its journal.</summary>
    private static bool Written(TestCatalogue test)
    {
        string copy = test.File("copy.db");
        File.Copy(test.Data.DatabasePath, copy, overwrite: true);
        using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
        connection.Open();
        try
        {
            return connection.Value("SELECT 1 FROM sqlite_master WHERE name = 'settings'") is not null
                && connection.Value("SELECT value FROM settings WHERE name = 'written'") is not null;
        }
        catch (SqliteException) // half of the journal carried over is no database without the other half
        {
            return false;
        }
    }

    private static async Task EventuallyAsync(Func<bool> so)
    {
        for (var watch = Stopwatch.StartNew(); !so(); await Task.Delay(50))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "it didn't happen within 30 s");
        }
    }
}
