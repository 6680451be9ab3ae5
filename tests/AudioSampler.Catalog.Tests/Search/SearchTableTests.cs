using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Search.Table;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests.Search;

/// <summary>What is held in memory must find what the database finds, whatever happened since it was read.</summary>
public sealed class SearchTableTests
{
    private static readonly string[] s_queries =
    [
        "",
        "kick",
        "bd -dusty",
        "\"dusty kick\"",
        "rain OR (thunder kind:music)",
        "big drum",
        "animal",
        "mytag:keep",
        "note:noon",
        "tag:rain",
        "in:/lib/pack1",
        "in:pack2",
        "tempo:none",
        "tempo:100-140",
        "tempo:>=120 -kind:note",
        "key:Am",
        "key~8A",
        "key:minor",
        "meter:3",
        "meter:4/4",
        "kind:Music,note",
        "type:loop",
        "type:any",
        "duration:<4",
        "loudness:>-20",
        "rating:>=3",
        "is:favourite",
        "is:rated",
        "is:corrected",
        "is:missing",
        "-is:missing",
        "is:failed",
        "is:stale",
        "collection:film",
        "format:wav",
        "channels:2",
        "added:>2020",
        "recorded:2025",
        "status:complete",
    ];

    private static readonly string[] s_sorts =
    [
        "",
        "-name",
        "tempo",
        "-tempo",
        "tempo:120",
        "camelot,-loudness",
        "kind,rating",
        "-added",
        "path",
        "duration:3",
    ];

    [Fact]
    public async Task It_finds_what_the_database_finds_through_every_change()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        var random = new Random(4);
        List<AnalysisDocument> stored = [];
        for (int i = 0; i < 40; i++)
        {
            stored.Add(await test.StoreAsync(Sound(random, i)));
        }

        await test.Catalogue.FailAsync(
            new FileIdentity("/lib/bad kick.wav", 0, Documents.Modified),
            Documents.Failed("/lib/bad kick.wav"),
            default
        );
        await CompareAsync(test);

        // Copies: a region has a row for each.
        string there = test.File("copied kick.wav");
        await File.WriteAllTextAsync(there, "there");
        AnalysisDocument original = await test.StoreAsync(
            Sound(random, 99) with
            {
                Path = there,
                File = Documents.Facts(there, "copy", 5),
            }
        );
        await test.Catalogue.LinkAsync(
            Documents.Identity(original) with
            {
                Path = "/lib/other name.wav",
            },
            original.File! with
            {
                Name = "other name.wav",
            },
            default
        );
        CollectionInfo film = (await test.Catalogue.AddCollectionAsync("film")).Result!;
        long[] files = [.. stored.Take(9).Select(document => document.FileId!.Value)];
        long[] regions = [.. stored.Skip(5).Take(9).SelectMany(document => document.Regions).Select(region => region.RegionId!.Value)];
        await test.Catalogue.CollectAsync(film.Id, files, [], putIn: true);
        await test.Catalogue.CollectAsync(film.Id, [], regions, putIn: true);
        await test.Catalogue.ChangeMarksAsync(
            SearchTarget.Files,
            files,
            new MarkChange
            {
                AddTags = ["keep"],
                Rating = 4,
                Note = "at noon",
            }
        );
        await test.Catalogue.ChangeMarksAsync(
            SearchTarget.Regions,
            regions,
            new MarkChange
            {
                AddTags = ["keep"],
                Favourite = true,
                Name = "big drum",
            }
        );
        await CompareAsync(test);

        await test.Catalogue.RemoveFilesAsync([.. stored.Skip(3).Take(5).Select(document => document.FileId!.Value)]);
        await test.Catalogue.SetMissingAsync(stored[20].FileId!.Value, missing: true);
        await test.StoreAsync(Sound(random, 21));
        await CompareAsync(test);

        await test.Catalogue.UndoAsync(null);
        await test.Catalogue.BackupAsync();
        await CompareAsync(test);
    }

    [Fact]
    public async Task Paging_by_cursor_gives_every_row_once()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        var random = new Random(7);
        for (int i = 0; i < 25; i++)
        {
            await test.StoreAsync(Sound(random, i));
        }

        foreach (string sort in s_sorts)
        {
            Assert.True(SearchQuery.TryParse("kick OR rain", out SearchQuery? query, out _, SearchTarget.Regions));
            Assert.True(SearchSort.TryParse(sort, out SearchSort? order, out _, SearchTarget.Regions));
            List<long> paged = [];
            string? cursor = null;
            do
            {
                SearchPage<RegionSearchRow> page = await (await test.HeldAsync()).SearchRegionsAsync(
                    query,
                    new SearchWindow(1, 4, order) { Cursor = cursor }
                );
                paged.AddRange(page.Rows.Select(row => row.RegionId));
                cursor = page.NextCursor;
            } while (cursor is not null);

            SearchPage<RegionSearchRow> whole = await test.Catalogue.SearchRegionsAsync(query, new SearchWindow(1, 500, order));
            Assert.Equal(whole.Rows.Select(row => row.RegionId), paged);
            Assert.NotEmpty(paged);
        }
    }

    [Fact]
    public async Task It_begins_anew_after_a_restore_and_where_too_much_changed_to_be_written_down()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await test.StoreAsync(Sound(new Random(1), 1));
        Assert.NotEmpty(await test.FindAsync(""));

        test.Sql("DELETE FROM search_changes");
        await test.StoreAsync(Sound(new Random(2), 2));
        test.Sql("DELETE FROM search_changes WHERE seq < (SELECT max(seq) FROM search_changes)");
        Assert.Equal(2, (await test.FindAsync("")).Length);

        test.Sql("DELETE FROM files");
        test.Sql("DELETE FROM search_changes");
        test.Sql("UPDATE search_epoch SET token = 'restored'");
        Assert.Empty(await test.FindAsync(""));
    }

    [Fact]
    public async Task Rows_that_were_replaced_are_let_go_and_what_is_left_is_found()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument first = await test.StoreAsync(Sound(new Random(1), 1));
        await test.StoreAsync(Sound(new Random(2), 2));
        SearchTable table = test.Catalogue.ReadSearchTable();
        int before = table.Files.Count;
        for (int i = 0; i < 30; i++)
        {
            await test.Catalogue.SetMissingAsync(first.FileId!.Value, missing: i % 2 == 0);
            Assert.Equal(2, test.Catalogue.UseSearchTable(table, now => now.Files.Alive.Count));
        }

        Assert.True(table.Files.Count > before + 20);
        test.Catalogue.UseSearchTable(
            table,
            now =>
            {
                now.Compact();
                return 0;
            }
        );
        Assert.Equal((2, 2), (table.Files.Count, table.Files.Alive.Count));
        Assert.Equal(table.Regions.Count, table.Regions.Alive.Count);
        int row = table.Files.ById.Last(first.FileId!.Value);
        Assert.Equal("sound 1 Rain.wav", table.Files.Column("f.name COLLATE NOCASE")!.Value(row));
        Assert.All(Enumerable.Range(0, table.Regions.Count), region => Assert.InRange(table.FileOfRegions[region], 0, 1));
    }

    [Fact]
    public void Names_compare_as_the_collation_does()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        connection.Open();
        string[] names =
        [
            "kick",
            "Kick",
            "KICK_Snare_01",
            "kick_snare_01",
            "kick_snare_02",
            "",
            "K",
            "éa",
            "Ea",
            "[",
            "_",
            "kick snare one long name a",
            "kick snare one long name B",
        ];
        var column = new NameColumn("name");
        foreach (string name in names)
        {
            using Microsoft.Data.Sqlite.SqliteCommand one = connection.CreateCommand();
            one.CommandText = "SELECT @name";
            one.Parameters.AddWithValue("@name", name);
            using Microsoft.Data.Sqlite.SqliteDataReader reader = one.ExecuteReader();
            reader.Read();
            column.Add(reader, 0);
        }

        for (int i = 0; i < names.Length; i++)
        {
            for (int j = 0; j < names.Length; j++)
            {
                using Microsoft.Data.Sqlite.SqliteCommand both = connection.CreateCommand();
                both.CommandText = "SELECT (@a COLLATE NOCASE > @b) - (@a COLLATE NOCASE < @b)";
                both.Parameters.AddWithValue("@a", names[i]);
                both.Parameters.AddWithValue("@b", names[j]);
                Assert.Equal(Convert.ToInt32(both.ExecuteScalar()), Math.Sign(column.Compare(i, j)));
            }
        }
    }

    private static async Task CompareAsync(TestCatalogue test)
    {
        foreach (string query in s_queries)
        {
            await test.FindAsync(query);
            await test.FindRegionsAsync(query);
        }

        foreach (string sort in s_sorts)
        {
            await test.FindAsync("kick OR rain OR kind:any", sort);
            await test.FindRegionsAsync("kick OR rain OR kind:any", sort);
        }

        Assert.NotEmpty(await test.FindAsync("kick"));
        Assert.NotEmpty(await test.FindRegionsAsync("tempo:any"));
        CatalogueStats counted = await test.Catalogue.StatsAsync();
        CatalogueStats held = await (await test.HeldAsync()).StatsAsync();
        Assert.Equal(
            counted with
            {
                Searches = held.Searches, // each tells of its own
                Kinds = held.Kinds,
                Tags = held.Tags,
                Formats = held.Formats,
                Hours = held.Hours,
                DatabaseBytes = held.DatabaseBytes,
            },
            held
        );
        Assert.Equal(counted.Hours, held.Hours, 1e-9);
        Assert.Equal(counted.Kinds, held.Kinds);
        Assert.Equal(counted.Tags, held.Tags);
        Assert.Equal(counted.Formats, held.Formats);
    }

    private static AnalysisDocument Sound(Random random, int number)
    {
        string[] words = ["kick", "Rain", "dusty kick", "thunder", "dog"];
        string[] keys = ["A minor", "C major", "F# minor"];
        string path = $"/lib/pack{number % 4}/sound {number} {words[number % words.Length]}.wav";
        int regions = 1 + (number % 3);
        string key = keys[random.Next(keys.Length)];
        bool tonal = random.Next(3) > 0;
        double bpm = 80 + (20 * random.Next(5));
        string tempo = tonal
            ? $$"""{"bpm": {{bpm}}, "time_signature": "{{(number % 2 == 0 ? "3/4" : "4/4")}}"}"""
            : """{"bpm": null, "time_signature": null}""";
        var summary = new FileSummary
        {
            Kind = random.Next(2) == 0 ? SoundKind.Music : SoundKind.Note,
            Tempo = tonal ? new TempoSummary(bpm, 0.9, number % 2 == 0 ? "3/4" : "4/4") : null,
            Key = tonal ? new KeySummary(key, key[..^6], KeyMode.Minor, "8A", 0.9) : null,
            Tags = random.Next(2) == 0 ? [new TagScore("Rain", 0.8)] : [],
            LoudnessLufs = -30 + random.Next(20),
            Regions = regions,
        };
        AnalysisDocument simple = Documents.Simple(path, summary: summary, durationS: 1 + random.Next(9));
        return Documents.Named(
            simple with
            {
                Regions =
                [
                    .. Enumerable
                        .Range(0, regions)
                        .Select(i => Documents.Region(i, i, i + 0.5 + random.NextDouble(), ("tempo", Documents.Record(tempo)))),
                ],
            }
        );
    }
}
