using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Model;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Puts documents together again from their rows.</summary>
internal static class DocumentReader
{
    /// <summary>The document of a row of <c>files</c>, under its own path and number.</summary>
    public static AnalysisDocument OfFile(SqliteConnection connection, FileRow file)
    {
        AnalysisDocument? results = file.AudioId is { } audioId ? OfAudio(connection, audioId) : null;
        if (file.Failure is not null)
        {
            AnalysisDocument failure = JsonSerializer.Deserialize(file.Failure, AnalysisJson.Default.AnalysisDocument)!;
            return failure with
            {
                Path = file.Path,
                FileId = file.Id,
                File = failure.File ?? Facts(file),
                Regions = NamedAfter(file.Path, results?.Regions ?? failure.Regions),
                Summary = results?.Summary ?? failure.Summary,
            };
        }

        if (results is null)
        {
            throw new InvalidDataException($"file {file.Id} has neither results nor a failure");
        }

        return results with
        {
            Path = file.Path,
            FileId = file.Id,
            File = Facts(file),
            Regions = NamedAfter(file.Path, results.Regions),
            Warnings = Warnings(file),
        };
    }

    /// <summary>The current results of some audio, without the parts that belong to a file; null when there are none.</summary>
    public static AnalysisDocument? OfAudio(SqliteConnection connection, long audioId)
    {
        (string Document, long Generation)? current = connection
            .Rows(
                "SELECT g.document, g.id FROM audio a JOIN generations g ON g.id = a.generation_id WHERE a.id = @audio",
                row => ((string, long)?)(row.GetString(0), row.GetInt64(1)),
                ("@audio", audioId)
            )
            .FirstOrDefault();
        if (current is not { } found)
        {
            return null;
        }

        AnalysisDocument document = JsonSerializer.Deserialize(found.Document, AnalysisJson.Default.AnalysisDocument)!;
        return Marked(document with { Regions = Regions(connection, found.Generation) }, MarkTable.OfAudio(connection, audioId));
    }

    /// <summary>A document with what the user says.</summary>
    public static AnalysisDocument Marked(AnalysisDocument document, AudioMarks marks) =>
        document with
        {
            Overrides = marks.Whole.OverridesOrNull,
            User = marks.Whole.UserOrNull,
            Regions = [.. document.Regions.Select(region => Marked(region, marks.Of(region.RegionId)))],
        };

    private static RegionDocument Marked(RegionDocument region, MarkState mark) =>
        region with
        {
            Overrides = mark.OverridesOrNull,
            User = mark.UserOrNull,
        };

    /// <summary>The facts of a file; null when it was never probed.</summary>
    public static FileFacts? Facts(FileRow file) =>
        file.Facts is null ? null : JsonSerializer.Deserialize(file.Facts, AnalysisJson.Default.FileFacts);

    /// <summary>Warnings about the bytes of a file.</summary>
    public static ImmutableArray<AnalysisError> Warnings(FileRow file) =>
        JsonSerializer.Deserialize(file.Warnings, AnalysisJson.Default.ImmutableArrayAnalysisError);

    /// <summary>Corrections of the user, from their JSON.</summary>
    public static ImmutableSortedDictionary<string, JsonElement>? Overrides(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, AnalysisJson.Default.ImmutableSortedDictionaryStringJsonElement);

    /// <summary>Regions belong to the audio and are stored once; each copy shows them under its own name.</summary>
    public static ImmutableArray<RegionDocument> NamedAfter(string path, ImmutableArray<RegionDocument> regions) =>
        [.. regions.Select(r => r with { Id = RegionCutter.NameOf(Path.GetFileName(path), r.Index) })];

    /// <summary>The regions of a generation, complete or not, with what is there of their analyses.</summary>
    public static ImmutableArray<RegionDocument> Regions(SqliteConnection connection, long generation)
    {
        Dictionary<long, ImmutableSortedDictionary<string, AnalyzerRecord>.Builder> analyses = Analyses(connection, generation);
        return
        [
            .. connection.Rows(
                "SELECT id, position, name, start_s, end_s, peak_dbfs, rms_dbfs FROM regions WHERE generation_id = @generation ORDER BY position",
                row => new RegionDocument
                {
                    RegionId = row.GetInt64(0),
                    Index = row.GetInt32(1),
                    Id = row.GetString(2),
                    StartS = row.GetDouble(3),
                    EndS = row.GetDouble(4),
                    PeakDbfs = row.DoubleOrNull(5),
                    RmsDbfs = row.DoubleOrNull(6),
                    Analyses = analyses.TryGetValue(row.GetInt64(0), out var found)
                        ? found.ToImmutable()
                        : ImmutableSortedDictionary<string, AnalyzerRecord>.Empty,
                },
                ("@generation", generation)
            ),
        ];
    }

    private static Dictionary<long, ImmutableSortedDictionary<string, AnalyzerRecord>.Builder> Analyses(
        SqliteConnection connection,
        long generation
    )
    {
        var byRegion = new Dictionary<long, ImmutableSortedDictionary<string, AnalyzerRecord>.Builder>();
        using SqliteCommand command = connection.Command(
            """
            SELECT r.id, n.analyzer, n.record, n.packed FROM regions r JOIN region_analysis n ON n.region_id = r.id
            WHERE r.generation_id = @generation
            """,
            ("@generation", generation)
        );
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            if (!byRegion.TryGetValue(row.GetInt64(0), out var analyses))
            {
                analyses = ImmutableSortedDictionary.CreateBuilder<string, AnalyzerRecord>(StringComparer.Ordinal);
                byRegion.Add(row.GetInt64(0), analyses);
            }

            byte[]? packed = row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3);
            analyses.Add(row.GetString(1), RecordText.Read(row.TextOrNull(2), packed));
        }

        return byRegion;
    }
}
