using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Similarity;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Bench;

/// <summary>
/// A catalogue as a collector of ten years has it, made from a seed: 100,000 files in 500 packs and folders of takes, 1,000,000 regions. Words, labels and packs are as
/// frequent as words are (Zipf and Mandelbrot); loops have tempi and keys, hits have neither; regions of one sort lie near each other as points among sounds. Rows are as analyses
/// write them, put in by SQL because analysing takes days; analyses of regions are there for every hundredth file, since no search reads them.
/// </summary>
internal static class LargeCatalogue
{
    public const int Files = 100_000;
    public const int RegionsPerFile = 10;
    public const int Seed = 20261128;
    private const int Dimensions = 256;
    private const int Packs = 500;
    private const double Flat = 8;

    public static readonly string[] Words =
    [
        "Kick",
        "Snare",
        "Hat",
        "Clap",
        "Loop",
        "Bass",
        "Pad",
        "Lead",
        "Vocal",
        "Guitar",
        "Piano",
        "Strings",
        "Brass",
        "Perc",
        "Shaker",
        "Tom",
        "Cymbal",
        "Rain",
        "Wind",
        "Thunder",
        "River",
        "Ocean",
        "Forest",
        "Birds",
        "Dog",
        "Cat",
        "Street",
        "Traffic",
        "Train",
        "Door",
        "Steps",
        "Crowd",
        "Market",
        "Church",
        "Bell",
        "Glass",
        "Metal",
        "Wood",
        "Fire",
        "Engine",
        "Machine",
        "Drone",
        "Noise",
        "Riser",
        "Impact",
        "Whoosh",
        "Texture",
        "Atmo",
        "Chord",
        "Stab",
        "Pluck",
        "Arp",
        "Organ",
        "Flute",
        "Sax",
        "Trumpet",
        "Cello",
        "Violin",
        "Harp",
        "Marimba",
        "Gong",
        "Bongo",
        "Conga",
        "Tabla",
        "Rim",
        "Crash",
        "Ride",
        "Break",
        "Fill",
        "Groove",
        "Dry",
        "Wet",
        "Dark",
        "Bright",
        "Warm",
        "Cold",
        "Dusty",
        "Clean",
        "Distorted",
        "Soft",
        "Hard",
        "Deep",
        "High",
        "Low",
        "Long",
        "Short",
        "Vintage",
        "Analog",
        "Digital",
        "Tape",
        "Vinyl",
        "Room",
        "Hall",
        "Plate",
        "Take",
        "Field",
        "Session",
        "Sketch",
        "Idea",
        "Final",
    ];

    private static readonly string[] s_labels =
    [
        "Music",
        "Drum",
        "Bass drum",
        "Snare drum",
        "Hi-hat",
        "Speech",
        "Singing",
        "Guitar",
        "Piano",
        "Synthesizer",
        "Rain",
        "Thunder",
        "Wind",
        "Bird",
        "Dog",
        "Bark",
        "Cat",
        "Vehicle",
        "Car",
        "Train",
        "Engine",
        "Water",
        "Stream",
        "Ocean",
        "Waves, surf",
        "Crowd",
        "Applause",
        "Laughter",
        "Bell",
        "Church bell",
        "Glass",
        "Door",
        "Walk, footsteps",
        "Fire",
        "Crackle",
        "Insect",
        "Cricket",
        "Violin, fiddle",
        "Cello",
        "Trumpet",
        "Saxophone",
        "Flute",
        "Organ",
        "Choir",
        "Explosion",
        "Gunshot, gunfire",
        "Clock",
        "Tick",
        "Static",
        "Hum",
    ];

    private static readonly string[] s_kinds = ["music", "percussion", "note", "environment", "speech", "singing"];
    private static readonly string[] s_types = ["one_shot", "loop", "phrase", "ambience"];
    private static readonly string[] s_keys = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];

    /// <summary>Makes it, unless it is there.</summary>
    public static DataFolder Make()
    {
        var folder = new DataFolder(Path.Combine(Path.GetTempPath(), "ais-bench", $"large-{Seed}"));
        string done = Path.Combine(folder.Path, "complete");
        if (File.Exists(done))
        {
            return folder;
        }

        if (Directory.Exists(folder.Path))
        {
            Directory.Delete(folder.Path, recursive: true);
        }

        long start = Stopwatch.GetTimestamp();
        Catalogue.OpenAsync(folder).GetAwaiter().GetResult().DisposeAsync().AsTask().GetAwaiter().GetResult();
        using (var connection = new SqliteConnection($"Data Source={folder.DatabasePath};Pooling=False"))
        {
            connection.Open();
            connection.Execute("PRAGMA synchronous = OFF");
            connection.Execute("PRAGMA cache_size = -500000");
            using (SqliteTransaction transaction = connection.BeginTransaction())
            {
                Fill(connection);
                transaction.Commit();
            }

            Console.Error.WriteLine($"rows after {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
            using (SqliteTransaction transaction = connection.BeginTransaction())
            {
                SearchIndex.RenewAll(connection);
                transaction.Commit();
            }

            connection.Execute("ANALYZE");
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        File.WriteAllText(done, "");
        Console.Error.WriteLine(
            $"made in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {new FileInfo(folder.DatabasePath).Length / 1e9:0.00} GB"
        );
        return folder;
    }

    private static void Fill(SqliteConnection connection)
    {
        var random = new Random(Seed);
        using Insert audio = new(connection, "audio", "id", "audio_hash", "generation_id");
        using Insert generation = new(connection, "generations", "id", "audio_id", "writer", "document");
        using Insert file = new(
            connection,
            "files",
            "id",
            "path",
            "name",
            "words",
            "folder",
            "size_bytes",
            "modified_ticks",
            "content_hash",
            "audio_id",
            "format",
            "codec",
            "sample_rate",
            "channels",
            "duration_s",
            "facts",
            "warnings",
            "status",
            "added_ticks",
            "missing"
        );
        using Insert summary = new(
            connection,
            "file_summary",
            "generation_id",
            "kind",
            "bpm",
            "time_signature",
            "key",
            "tonic",
            "mode",
            "camelot",
            "loudness_lufs",
            "regions",
            "failed_analyses",
            "labels",
            "type",
            "rating",
            "favourite",
            "rules"
        );
        using Insert tag = new(connection, "tags", "generation_id", "position", "label", "score");
        using Insert region = new(
            connection,
            "regions",
            "id",
            "generation_id",
            "position",
            "name",
            "start_s",
            "end_s",
            "peak_dbfs",
            "rms_dbfs"
        );
        using Insert regionSummary = new(
            connection,
            "region_summary",
            "region_id",
            "audio_id",
            "position",
            "start_s",
            "duration_s",
            "kind",
            "type",
            "bpm",
            "time_signature",
            "key",
            "tonic",
            "mode",
            "camelot",
            "root_midi",
            "loudness_lufs",
            "tags",
            "labels",
            "rating",
            "favourite"
        );
        using Insert vector = new(connection, "region_vectors", "region_id", "model", "vector");
        using Insert analysis = new(connection, "region_analysis", "region_id", "analyzer", "status", "version", "record");
        long regionId = 0;
        for (long id = 1; id <= Files; id++)
        {
            int pack = Zipf(random, Packs);
            string word = Words[Zipf(random, Words.Length)];
            string second = Words[Zipf(random, Words.Length)];
            bool tonal = random.NextDouble() < 0.45;
            double? bpm = tonal ? Math.Round(60 + (120 * random.NextDouble()), 2) : null;
            int? tonic = tonal && random.NextDouble() < 0.8 ? random.Next(12) : null;
            bool minor = random.Next(2) == 0;
            string folder = $"/library/Pack {pack:000} {Words[pack % Words.Length]}/{(id % 7 == 0 ? "Loops" : "Takes")}";
            string name = string.Create(
                CultureInfo.InvariantCulture,
                $"{word}_{second}_{id:000000}{(bpm is { } b ? $"_{b:0}bpm" : "")}.wav"
            );
            double duration = Math.Exp((random.NextDouble() * 6) - 1);
            string[] labels =
            [
                .. Enumerable
                    .Range(0, 1 + random.Next(4))
                    .Select(_ => s_labels[Zipf(random, s_labels.Length)])
                    .Distinct(StringComparer.Ordinal),
            ];
            string kind = s_kinds[Zipf(random, s_kinds.Length)];
            object? key = tonic is { } t ? $"{s_keys[t]} {(minor ? "minor" : "major")}" : null;
            object? camelot = tonic is { } c ? $"{((((minor ? c + 3 : c) * 7 % 12) + 7) % 12) + 1}{(minor ? 'A' : 'B')}" : null;
            audio.Row(id, $"sha256:{id:x64}", id);
            generation.Row(
                id,
                id,
                "bench",
                $$$"""{"path":"","status":"complete","versions":{"ais":"0.1.0"},"summary":{"kind":"{{{kind}}}","regions":{{{RegionsPerFile}}}}}"""
            );
            file.Row(
                id,
                $"{folder}/{name}",
                name,
                NameWords.Of(name),
                folder,
                (long)(duration * 176_400),
                id,
                $"sha256:b{id:x63}",
                id,
                "wav",
                "pcm_s16le",
                44_100,
                1 + (id % 2),
                duration,
                """{"name":"x","format":"wav","codec":"pcm_s16le","sample_rate":44100,"channels":2,"duration_s":1,"size_bytes":1,"metadata":{"artist":"Someone"}}""",
                "[]",
                "complete",
                639_000_000_000_000_000 + (id * 10_000_000),
                0
            );
            summary.Row(
                id,
                kind,
                bpm,
                bpm is null ? null
                    : id % 5 == 0 ? "3/4"
                    : "4/4",
                key,
                tonic,
                tonic is null ? null
                    : minor ? "minor"
                    : "major",
                camelot,
                Math.Round(-8 - (30 * random.NextDouble()), 2),
                RegionsPerFile,
                0,
                string.Join('\n', labels),
                null,
                id % 50 == 0 ? 1 + (id / 50 % 5) : null,
                id % 211 == 0 ? 1 : 0,
                SummaryTable.Rules
            );
            for (int i = 0; i < labels.Length; i++)
            {
                tag.Row(id, i, labels[i], 0.9 - (0.1 * i));
            }

            for (int i = 0; i < RegionsPerFile; i++)
            {
                regionId++;
                double length = duration / RegionsPerFile;
                string label = labels[random.Next(labels.Length)];
                region.Row(regionId, id, i, $"r{i}", i * length, (i + 1) * length, -1.0, -18.0);
                regionSummary.Row(
                    regionId,
                    id,
                    i,
                    i * length,
                    length,
                    kind,
                    s_types[Zipf(random, s_types.Length)],
                    bpm,
                    bpm is null ? null : "4/4",
                    key,
                    tonic,
                    tonic is null ? null
                        : minor ? "minor"
                        : "major",
                    camelot,
                    kind == "note" ? 36 + random.Next(48) : null,
                    Math.Round(-8 - (30 * random.NextDouble()), 2),
                    $"[\"{label}\"]",
                    label,
                    regionId % 97 == 0 ? 1 + (regionId % 5) : null,
                    regionId % 463 == 0 ? 1 : 0
                );
                vector.Row(regionId, "embedded", Point(random, Array.IndexOf(s_labels, label)));
                if (id % 100 == 0)
                {
                    foreach (string analyzer in new[] { "classification", "content", "features", "key", "loudness", "sample", "tempo" })
                    {
                        analysis.Row(regionId, analyzer, "ok", "1.0", """{"status":"ok","version":"1.0","result":{}}""");
                    }
                }
            }
        }
    }

    /// <summary>A point as it is stored, near the centre of its sort.</summary>
    private static byte[] Point(Random random, int sort)
    {
        byte[] packed = new byte[4 + Dimensions + (AspectBlock.Total * 2)];
        BinaryPrimitives.WriteSingleLittleEndian(packed, 0.02f);
        var centre = new Random(sort);
        Span<byte> noise = stackalloc byte[Dimensions];
        random.NextBytes(noise);
        for (int i = 0; i < Dimensions; i++)
        {
            packed[4 + i] = (byte)(sbyte)Math.Clamp((centre.Next(90) + (noise[i] / 4)) - 32, -127, 127);
        }

        for (int i = 0; i < AspectBlock.Total; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(packed.AsSpan(4 + Dimensions + (i * 2)), (Half)(noise[i % Dimensions] / 64f));
        }

        return packed;
    }

    /// <summary>0 the most frequent, each next less so as one over its place and eight (Zipf and Mandelbrot): of a hundred, the first comes in 5 of 100.</summary>
    private static int Zipf(Random random, int count) =>
        Math.Min(count - 1, (int)(Flat * (Math.Pow((count + Flat) / Flat, random.NextDouble()) - 1)));

    /// <summary>A prepared statement.</summary>
    private sealed class Insert : IDisposable
    {
        private readonly SqliteCommand command;

        public Insert(SqliteConnection connection, string table, params string[] columns)
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // names of this file
            command.CommandText =
                $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => "@" + c))})";
#pragma warning restore CA2100
            foreach (string column in columns)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "@" + column });
            }
        }

        public void Row(params object?[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }

        public void Dispose() => command.Dispose();
    }
}
