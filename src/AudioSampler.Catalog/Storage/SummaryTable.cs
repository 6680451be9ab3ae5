using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Similarity;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>
/// Rows of <c>file_summary</c>, <c>tags</c>, <c>region_summary</c> and <c>region_vectors</c>: what searches and lists need of a generation, the user's word over what was found. All
/// of it comes from other tables, so it can always be made anew. Regions have a row while a file of the catalogue holds their audio.
/// </summary>
/// <remarks>
/// In a file of one region the file and the region are the same sound: what the user corrects on one of them holds for the other, unless that is corrected too.
/// </remarks>
internal static class SummaryTable
{
    /// <summary>Version of the rules by which these rows are made. Rows of older rules are made anew after an update.</summary>
    public const int Rules = 1;

    private const int MostTags = 8;

    /// <summary>Makes the rows of some audio's current generation, over those that are there.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="audioId">The audio.</param>
    /// <param name="generation">Its current generation.</param>
    /// <param name="summary">The summary that the analysis gave; null when it gave none.</param>
    /// <param name="regions">The regions with their numbers and analyses.</param>
    public static void Put(
        SqliteConnection connection,
        long audioId,
        long generation,
        FileSummary? summary,
        ImmutableArray<RegionDocument> regions
    )
    {
        AudioMarks marks = MarkTable.OfAudio(connection, audioId);
        ImmutableArray<RegionFindings> found = [.. regions.Select(RegionFindings.Of)];
        PutFile(connection, generation, summary, found, marks);
        bool alone = regions.Length == 1;
        connection.Execute("DELETE FROM region_summary WHERE audio_id = @audio", ("@audio", audioId));
        foreach (RegionFindings region in found)
        {
            MarkState own = marks.Of(region.Region.RegionId);
            PutVector(connection, region);
            PutRegion(connection, audioId, region, own, alone ? Over(marks.Whole.Overrides, own.Overrides) : own.Overrides);
        }
    }

    /// <summary>Makes the rows of some audio's current generation from what is stored; none, where no file holds the audio.</summary>
    public static void Renew(SqliteConnection connection, long audioId)
    {
        if (IsHeld(connection, audioId) && DocumentReader.OfAudio(connection, audioId) is { } document)
        {
            long generation = (long)connection.Value("SELECT generation_id FROM audio WHERE id = @id", ("@id", audioId))!;
            Put(connection, audioId, generation, document.Summary, document.Regions);
        }
    }

    /// <summary>Makes the rows of audio that no file held for a while, and one holds again.</summary>
    public static void RenewIfGone(SqliteConnection connection, long audioId)
    {
        if (connection.Value("SELECT 1 FROM region_summary WHERE audio_id = @audio LIMIT 1", ("@audio", audioId)) is null)
        {
            Renew(connection, audioId);
        }
    }

    /// <summary>Takes names, ratings and favourites over from marks; nothing else in the rows depends on those.</summary>
    public static void TakeMarks(SqliteConnection connection, IEnumerable<long> markIds)
    {
        string ids = MarkTable.Ids(markIds);
        connection.Execute(
            """
            UPDATE region_summary SET name = m.name, rating = m.rating, favourite = m.favourite
            FROM marks m WHERE m.region_id = region_summary.region_id AND m.id IN (SELECT value FROM json_each(@ids))
            """,
            ("@ids", ids)
        );
        connection.Execute(
            """
            UPDATE file_summary SET rating = m.rating, favourite = m.favourite
            FROM marks m JOIN audio a ON a.id = m.audio_id
            WHERE a.generation_id = file_summary.generation_id AND m.start_s IS NULL AND m.id IN (SELECT value FROM json_each(@ids))
            """,
            ("@ids", ids)
        );
    }

    /// <summary>A kind as documents write it.</summary>
    public static string Text(SoundKind kind) => JsonSerializer.Serialize(kind, AnalysisJson.Default.SoundKind).Trim('"');

    /// <summary>A type as documents write it.</summary>
    public static string Text(SampleType type) => JsonSerializer.Serialize(type, AnalysisJson.Default.SampleType).Trim('"');

    private static void PutFile(
        SqliteConnection connection,
        long generation,
        FileSummary? summary,
        ImmutableArray<RegionFindings> regions,
        AudioMarks marks
    )
    {
        RegionFindings? only = regions.Length == 1 ? regions[0] : null;
        ImmutableSortedDictionary<string, JsonElement> overrides = only is null
            ? marks.Whole.Overrides
            : Over(marks.Of(only.Region.RegionId).Overrides, marks.Whole.Overrides);
        FoundValues found = new FoundValues
        {
            Kind = summary?.Kind is { } kind ? Text(kind) : null,
            Bpm = summary?.Tempo?.Bpm,
            TimeSignature = summary?.Tempo?.TimeSignature,
            Key = summary?.Key is { } key ? MusicalKey.Named(key.Key) : null,
            Type = only?.Values.Type,
            LoudnessLufs = summary?.LoudnessLufs,
        }.Corrected(overrides);
        connection.Execute(
            """
            INSERT OR REPLACE INTO file_summary (generation_id, kind, type, bpm, time_signature, key, tonic, mode, camelot, loudness_lufs, regions,
              failed_analyses, labels, rating, favourite, corrected, rules)
            VALUES (@generation, @kind, @type, @bpm, @meter, @key, @tonic, @mode, @camelot, @loudness, @regions, @failed, @labels, @rating, @favourite,
              @corrected, @rules)
            """,
            [
                .. found.Parameters(),
                ("@generation", generation),
                ("@regions", regions.Length),
                ("@failed", summary?.FailedAnalyses ?? 0),
                (
                    "@labels",
                    string.Join(
                        '\n',
                        regions.SelectMany(region => region.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                    )
                ),
                ("@rating", marks.Whole.Rating),
                ("@favourite", marks.Whole.Favourite),
                ("@corrected", Corrected(overrides)),
                ("@rules", Rules),
            ]
        );
        connection.Execute("DELETE FROM tags WHERE generation_id = @generation", ("@generation", generation));
        for (int i = 0; i < (summary?.Tags.Length ?? 0); i++)
        {
            connection.Execute(
                "INSERT INTO tags (generation_id, position, label, score) VALUES (@generation, @position, @label, @score)",
                ("@generation", generation),
                ("@position", i),
                ("@label", summary!.Tags[i].Label),
                ("@score", summary.Tags[i].Score)
            );
        }
    }

    private static void PutRegion(
        SqliteConnection connection,
        long audioId,
        RegionFindings findings,
        MarkState mark,
        ImmutableSortedDictionary<string, JsonElement> overrides
    )
    {
        RegionDocument region = findings.Region;
        FoundValues found = findings.Values.Corrected(overrides);
        connection.Execute(
            """
            INSERT INTO region_summary (region_id, audio_id, position, name, start_s, duration_s, kind, type, bpm, time_signature, key, tonic, mode, camelot,
              root_midi, loudness_lufs, tags, labels, rating, favourite, corrected)
            VALUES (@region, @audio, @position, @name, @start, @duration, @kind, @type, @bpm, @meter, @key, @tonic, @mode, @camelot,
              @root, @loudness, @tags, @labels, @rating, @favourite, @corrected)
            """,
            [
                .. found.Parameters(),
                ("@region", region.RegionId!.Value),
                ("@audio", audioId),
                ("@position", region.Index),
                ("@name", mark.Name),
                ("@start", region.StartS),
                ("@duration", region.EndS - region.StartS),
                ("@root", found.RootMidi),
                ("@tags", JsonStrings.Write(found.Tags.Take(MostTags))),
                ("@labels", string.Join('\n', findings.Labels)),
                ("@rating", mark.Rating),
                ("@favourite", mark.Favourite),
                ("@corrected", Corrected(overrides)),
            ]
        );
    }

    /// <summary>A point that is the same as before keeps its row, so that indexes need not read it again.</summary>
    private static void PutVector(SqliteConnection connection, RegionFindings region)
    {
        SoundVector? vector = region.Vector;
        byte[]? packed = vector?.Pack();
        connection.Execute(
            "DELETE FROM region_vectors WHERE region_id = @region AND NOT (model IS @model AND vector IS @vector)",
            ("@region", region.Region.RegionId!.Value),
            ("@model", vector?.Model),
            ("@vector", packed)
        );
        if (packed is not null)
        {
            connection.Execute(
                "INSERT OR IGNORE INTO region_vectors (region_id, model, vector) VALUES (@region, @model, @vector)",
                ("@region", region.Region.RegionId.Value),
                ("@model", vector!.Model),
                ("@vector", packed)
            );
        }
    }

    private static bool IsHeld(SqliteConnection connection, long audioId) =>
        connection.Value("SELECT 1 FROM files WHERE audio_id = @audio LIMIT 1", ("@audio", audioId)) is not null;

    private static string? Corrected(ImmutableSortedDictionary<string, JsonElement> overrides) =>
        overrides.Keys.Where(field => field != Marker.Field).ToList() is { Count: > 0 } fields ? JsonStrings.Write(fields) : null;

    private static ImmutableSortedDictionary<string, JsonElement> Over(
        ImmutableSortedDictionary<string, JsonElement> under,
        ImmutableSortedDictionary<string, JsonElement> over
    ) => under.SetItems(over);
}
