using System.Diagnostics;
using AudioSampler.Catalog.Search;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Tests;

/// <summary>Prints what a large catalogue costs (docs/measurements.md); run it alone. Only what is found is asserted.</summary>
public sealed class TenThousandFilesTests(ITestOutputHelper output)
{
    private const int Rounds = 15;

    private static readonly (string Query, long Total)[] Queries =
    [
        ("", 10000),
        ("kick", 2000),
        ("ki", 2000),
        ("rain -snare", 8000),
        ("tempo:118-122", 500),
        ("key~8A kind:music", 1251),
        ("(kick OR snare) tempo:<100 tag:rain", 1600),
        ("\"rain on surface\" duration:<5", 500),
    ];

    [Fact]
    public async Task Ten_thousand_files_are_opened_and_searched()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        Fill(test.Data.DatabasePath);
        string report = Path.Combine(test.Data.Path, "opened");
        using (ChildProcess child = ChildProcess.Start(nameof(ChildPrograms.OpenAndPing), test.Data.Path))
        {
            Assert.Equal(0, await child.WaitForExitAsync());
        }

        output.WriteLine(
            $"{new FileInfo(test.Data.DatabasePath).Length / 1e6:0.0} MB; a new process: {await File.ReadAllTextAsync(report)}"
        );
        foreach ((string text, long total) in Queries)
        {
            Assert.True(SearchQuery.TryParse(text, out SearchQuery? query, out _));
            var wall = new List<double>();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            for (int round = 0; round < Rounds; round++)
            {
                long start = Stopwatch.GetTimestamp();
                SearchPage<SearchRow> page = await test.Catalogue.SearchAsync(query, new SearchWindow(1, 100, SearchSort.ByName));
                wall.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                Assert.Equal(total, page.Total);
                Assert.Equal(100, page.Rows.Count);
            }

            double cpu = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Rounds;
            output.WriteLine(
                $"{text, -40} {total, 6} found, wall best {wall.Min():0.0} median {wall.Order().ElementAt(Rounds / 2):0.0} ms, CPU mean {cpu:0.0} ms"
            );
        }
    }

    /// <summary>Rows as analyses would have written them, by SQL because that takes a second.</summary>
    private static void Fill(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            BEGIN;
            CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i < 9999) SELECT i FROM c;
            INSERT INTO audio (id, audio_hash, generation_id) SELECT i + 1, printf('sha256:%064x', i), i + 1 FROM n;
            INSERT INTO generations (id, audio_id, writer, document)
              SELECT i + 1, i + 1, 'test', '{"path":"","status":"complete","versions":{"ais":"0.1.0"},"filler":"' || hex(randomblob(500)) || '"}' FROM n;
            INSERT INTO regions (id, generation_id, position, name, start_s, end_s) SELECT i * 3 + j, i + 1, j, 'r' || j, j, j + 1
              FROM n, (SELECT 0 AS j UNION SELECT 1 UNION SELECT 2);
            INSERT INTO region_analysis (region_id, analyzer, status, version, record)
              SELECT r.id, a, 'ok', '1.0', '{"status":"ok","version":"1.0","result":{"filler":"' || hex(randomblob(300)) || '"}}'
              FROM regions r, (SELECT 'content' AS a UNION SELECT 'features' UNION SELECT 'key' UNION SELECT 'tempo' UNION SELECT 'loudness');
            INSERT INTO file_summary (generation_id, kind, bpm, time_signature, key, tonic, mode, camelot, loudness_lufs, regions, failed_analyses, labels, favourite, rules)
              SELECT i + 1, CASE i % 2 WHEN 0 THEN 'music' ELSE 'environment' END, 60 + i % 100, '4/4', 'A minor', i % 12,
                CASE i / 12 % 2 WHEN 0 THEN 'minor' ELSE 'major' END, '8A', -10 - i % 20, 3, 0, 'Rain' || char(10) || 'Thunder', 0, 1 FROM n;
            INSERT INTO tags (generation_id, position, label, score)
              SELECT i + 1, 0, CASE i % 5 WHEN 3 THEN 'Dog' ELSE 'Rain on surface' END, 0.9 FROM n;
            INSERT INTO files (path, name, words, folder, size_bytes, modified_ticks, content_hash, audio_id, format, codec, sample_rate, channels,
                duration_s, facts, warnings, status, added_ticks, missing)
              SELECT '/library/pack ' || (i / 100) || '/' || w || i || '.wav', w || i || '.wav', w || ' ' || i || ' wav', '/library/pack ' || (i / 100), 1000, i,
                printf('sha256:b%063x', i), i + 1, 'wav', 'pcm_s16le', 44100, 2, i % 80, '{"metadata":{"artist":"Someone"}}', '[]', 'complete', i, 0
              FROM (SELECT i, CASE i % 5 WHEN 0 THEN 'Kick' WHEN 1 THEN 'Snare' WHEN 2 THEN 'Rain' WHEN 3 THEN 'Dog' ELSE 'City' END AS w FROM n);
            INSERT INTO search_text (rowid, name, folder, tags, labels, metadata)
              SELECT f.id, f.name || char(10) || f.words, f.folder, t.label, s.labels, 'Someone' FROM files f
              JOIN tags t ON t.generation_id = f.audio_id JOIN file_summary s ON s.generation_id = f.audio_id;
            COMMIT;
            """;
        command.ExecuteNonQuery();
    }
}
